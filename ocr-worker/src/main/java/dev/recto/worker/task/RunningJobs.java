package dev.recto.worker.task;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.Cancellation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Pages under way by job, and the jobs that were cancelled lately. */
@ApplicationScoped
class RunningJobs {
    /** Tasks of a job may still be in the queue when it is cancelled; this many jobs are remembered for them. */
    private static final int REMEMBERED = 10_000;

    private final Map<UUID, Set<Cancellation>> running = new HashMap<>();
    private final Map<UUID, Boolean> cancelled = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** The page's cancellation is requested at once if its job is cancelled already. */
    void add(UUID job, Cancellation page) {
        synchronized (this) {
            if (!cancelled.containsKey(job)) {
                running.computeIfAbsent(job, key -> new HashSet<>()).add(page);
                return;
            }
        }
        page.request(PageFault.CANCELLED);
    }

    synchronized void remove(UUID job, Cancellation page) {
        running.computeIfPresent(job, (key, pages) -> {
            pages.remove(page);
            return pages.isEmpty() ? null : pages;
        });
    }

    void cancel(UUID job) {
        Set<Cancellation> pages;
        synchronized (this) {
            cancelled.put(job, true);
            pages = running.remove(job);
        }
        if (pages != null) {
            List.copyOf(pages).forEach(page -> page.request(PageFault.CANCELLED));
        }
    }
}
