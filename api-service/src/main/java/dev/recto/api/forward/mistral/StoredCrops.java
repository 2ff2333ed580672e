package dev.recto.api.forward.mistral;

import dev.recto.api.forward.upstream.ForwardedJob;
import dev.recto.api.forward.upstream.StoreFailedException;
import dev.recto.api.storage.ObjectStore;
import dev.recto.model.ObjectKeys;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Stores the pixels of pictures that came with an answer, as a worker stores those it cut out. For virtual threads. */
final class StoredCrops implements Crops {
    private static final byte[] NONE = {};
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(30);

    private final ObjectStore store;
    private final ForwardedJob job;

    StoredCrops(ObjectStore store, ForwardedJob job) {
        this.store = store;
        this.job = job;
    }

    /** What is no JPEG is not kept: the answer would call it one. */
    @Override
    public void store(int page, int picture, @Nullable String base64) {
        byte[] pixels = job.options().crops() && base64 != null ? decode(base64) : NONE;
        if (pixels.length > 2 && (pixels[0] & 0xFF) == 0xFF && (pixels[1] & 0xFF) == 0xD8) {
            keep(ObjectKeys.crop(job.id(), page, picture), pixels);
        }
    }

    private void keep(String key, byte[] pixels) {
        try {
            store.put(key, pixels).await().atMost(STORE_TIMEOUT);
        } catch (RuntimeException e) {
            throw new StoreFailedException(e);
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.substring(base64.indexOf(',') + 1));
        } catch (IllegalArgumentException broken) {
            return NONE;
        }
    }
}
