package dev.recto.api.upstream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes the pixels of pictures that come with an answer. */
interface Crops {
    /**
     * @param picture counted from 0 on its page
     * @param base64 a JPEG, bare or as a {@code data:} URI
     * @throws IOException if it is none although pixels were asked for
     */
    void store(int page, int picture, @Nullable String base64) throws IOException;
}
