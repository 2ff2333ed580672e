package dev.recto.api.tenancy;

import dev.recto.api.background.Outage;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** When keys were last used: counted in whole intervals and written once an interval, whatever they were used for. */
@Singleton
public class LastUse {
    private final ApiKeyTable table;
    private final long interval;
    private final Map<UUID, Long> unwritten = new ConcurrentHashMap<>();
    private final Outage outage = new Outage("writing when keys were used");

    LastUse(ApiKeyTable table, KeysConfig config) {
        this.table = table;
        this.interval = Math.max(1, config.lastUse().toSeconds());
    }

    public void now(UUID key) {
        long second = Instant.now().getEpochSecond();
        unwritten.put(key, second - second % interval);
    }

    @Scheduled(every = "${recto.keys.last-use:10m}", delayed = "${recto.keys.last-use:10m}")
    public Uni<Void> write() {
        Map<UUID, Long> taken = Map.copyOf(unwritten);
        if (taken.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<UUID> ids = new ArrayList<>();
        List<OffsetDateTime> times = new ArrayList<>();
        taken.forEach((key, second) -> {
            ids.add(key);
            times.add(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC));
        });
        return table.used(ids.toArray(UUID[]::new), times.toArray(OffsetDateTime[]::new))
                .invoke(() -> {
                    taken.forEach(unwritten::remove);
                    outage.over();
                })
                .onFailure()
                .invoke(outage::failed)
                .onFailure()
                .recoverWithNull();
    }
}
