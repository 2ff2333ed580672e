package dev.recto.api.forward.mistral;

import org.jspecify.annotations.Nullable;

/** Takes the pixels of pictures that come with an answer. */
public interface Crops {
    /**
     * @param picture counted from 0 on its page
     * @param base64 a JPEG, bare or as a {@code data:} URI; null if none came
     */
    void store(int page, int picture, @Nullable String base64);
}
