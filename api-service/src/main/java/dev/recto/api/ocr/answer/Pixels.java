package dev.recto.api.ocr.answer;

import dev.recto.api.storage.ObjectNotFoundException;
import dev.recto.api.storage.ObjectStore;
import dev.recto.model.ObjectKeys;
import java.time.Duration;
import java.util.Base64;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The pixels of a job's pictures, as far as they are there. For virtual threads. */
final class Pixels {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final ObjectStore store;
    private final UUID job;
    private final SortedSet<Integer> missing = new TreeSet<>();

    Pixels(ObjectStore store, UUID job) {
        this.store = store;
        this.job = job;
    }

    /** A JPEG in base64; null, and the page noted, where there is none. */
    @Nullable
    String read(int page, int picture) {
        try {
            byte[] jpeg =
                    store.read(ObjectKeys.crop(job, page, picture)).await().atMost(READ_TIMEOUT);
            return Base64.getEncoder().encodeToString(jpeg);
        } catch (ObjectNotFoundException none) {
            missing.add(page);
            return null;
        }
    }

    boolean areMissing(int page) {
        return missing.contains(page);
    }

    /** Pages where some were not there. */
    SortedSet<Integer> missing() {
        return missing;
    }
}
