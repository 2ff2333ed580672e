package dev.recto.worker.tesseract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** In which languages a page may be written, and which one its document was written in so far. Thread-safe. */
final class Languages {
    /** Jobs that are remembered; one that is forgotten costs its next page a reading. */
    private static final int JOBS = 1024;

    private final List<String> configured;
    private final Map<UUID, String> found = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, String> eldest) {
            return size() > JOBS;
        }
    };

    /** @param configured the main one first */
    Languages(List<String> configured) {
        this.configured = List.copyOf(configured);
    }

    List<String> configured() {
        return configured;
    }

    /**
     * The one to begin with first.
     *
     * @param named by the request; none for all
     */
    List<String> candidates(List<String> named, Optional<UUID> job) {
        List<String> possible = named.isEmpty() ? configured : named;
        Optional<String> likely = job.map(this::ofJob).filter(possible::contains);
        return likely.isEmpty() ? possible : first(likely.get(), possible);
    }

    synchronized void isFound(UUID job, String language) {
        found.put(job, language);
    }

    private synchronized @Nullable String ofJob(UUID job) {
        return found.get(job);
    }

    private static List<String> first(String likely, List<String> possible) {
        return Stream.concat(Stream.of(likely), possible.stream().filter(each -> !each.equals(likely)))
                .toList();
    }
}
