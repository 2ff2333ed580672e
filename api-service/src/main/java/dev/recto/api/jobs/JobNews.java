package dev.recto.api.jobs;

import dev.recto.api.background.Background;
import dev.recto.api.background.Outage;
import dev.recto.api.postgres.Pools;
import dev.recto.api.webhook.delivery.DeliveryQueue;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells those who wait for jobs that these got on, once that is committed: threads of this process at once, and of the other
 * processes only those in which somebody waits. What a process is not told it finds out by itself, some time later.
 */
@Singleton
public class JobNews {
    /** A notification may have 8,000 bytes. */
    private static final int MOST_IDS = 200;

    private final JobWaits waits;
    private final Pools pools;
    private final DeliveryQueue webhooks;
    private final Outage telling = new Outage("telling other processes of jobs");

    JobNews(JobWaits waits, Pools pools, DeliveryQueue webhooks) {
        this.waits = waits;
        this.pools = pools;
        this.webhooks = webhooks;
    }

    public void ended(Collection<Moved> jobs) {
        jobs.forEach(job -> waits.ended(job.id()));
        tell(JobWaits.ENDED, jobs, Moved::everybody);
        if (!jobs.isEmpty()) {
            webhooks.ended();
        }
    }

    public void progressed(Collection<Moved> jobs) {
        jobs.forEach(job -> waits.progressed(job.id()));
        tell(JobWaits.PROGRESS, jobs, Moved::watchers);
    }

    /** In no transaction that does anything else: of all commits with a notification, only one at a time gets on. */
    private void tell(String channel, Collection<Moved> jobs, Function<Moved, Set<UUID>> processes) {
        Map<UUID, List<UUID>> news = new HashMap<>();
        for (Moved job : jobs) {
            for (UUID process : processes.apply(job)) {
                if (!process.equals(waits.process())) {
                    news.computeIfAbsent(process, first -> new ArrayList<>()).add(job.id());
                }
            }
        }
        if (news.isEmpty()) {
            return;
        }
        List<String> channels = new ArrayList<>();
        List<String> payloads = new ArrayList<>();
        news.forEach((process, ids) -> {
            for (int first = 0; first < ids.size(); first += MOST_IDS) {
                channels.add(JobWaits.channel(channel, process));
                payloads.add(ids.subList(first, Math.min(ids.size(), first + MOST_IDS)).stream()
                        .map(UUID::toString)
                        .collect(Collectors.joining(" ")));
            }
        });
        Background.call(() -> pools.execute(
                        "select pg_notify(channel, payload)::text from unnest($1::text[], $2::text[]) as news (channel, payload)",
                        Tuple.of(channels.toArray(String[]::new), payloads.toArray(String[]::new))))
                .subscribe()
                .with(told -> telling.over(), telling::failed);
    }
}
