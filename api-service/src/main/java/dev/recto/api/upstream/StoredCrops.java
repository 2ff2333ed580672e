package dev.recto.api.upstream;

import dev.recto.api.jobs.ForwardedJob;
import dev.recto.api.storage.ObjectStore;
import dev.recto.model.ObjectKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Stores the pixels of pictures that came with an answer, as a worker stores those it cut out. For virtual threads. */
final class StoredCrops implements Crops {
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(30);

    private final ObjectStore store;
    private final ForwardedJob job;

    StoredCrops(ObjectStore store, ForwardedJob job) {
        this.store = store;
        this.job = job;
    }

    @Override
    public void store(int page, int picture, @Nullable String base64) throws IOException {
        if (!job.options().crops()) {
            return;
        }
        byte[] jpeg = decode(base64);
        if (jpeg.length < 3 || (jpeg[0] & 0xFF) != 0xFF || (jpeg[1] & 0xFF) != 0xD8) {
            throw new IOException("not a JPEG");
        }
        store.put(ObjectKeys.crop(job.id(), page, picture), jpeg).await().atMost(STORE_TIMEOUT);
    }

    private static byte[] decode(@Nullable String base64) throws IOException {
        if (base64 == null) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder().decode(base64.substring(base64.indexOf(',') + 1));
        } catch (IllegalArgumentException e) {
            throw new IOException("not base64", e);
        }
    }
}
