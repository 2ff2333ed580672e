package dev.recto.api.tenancy;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import jakarta.inject.Singleton;
import java.time.Duration;
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
public class LastUse implements Chore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ApiKeyTable table;
    private final long interval;
    private final Map<UUID, Long> unwritten = new ConcurrentHashMap<>();
    private final Bell bell;

    LastUse(ApiKeyTable table, KeysConfig config) {
        this.table = table;
        this.interval = Math.max(1, config.lastUse().toSeconds());
        this.bell = new Bell("writing when keys were used", config.lastUse(), this::write);
    }

    public void now(UUID key) {
        long second = Instant.now().getEpochSecond();
        unwritten.put(key, second - second % interval);
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell);
    }

    public void write() {
        Map<UUID, Long> taken = Map.copyOf(unwritten);
        if (taken.isEmpty()) {
            return;
        }
        List<UUID> ids = new ArrayList<>();
        List<OffsetDateTime> times = new ArrayList<>();
        taken.forEach((key, second) -> {
            ids.add(key);
            times.add(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC));
        });
        table.used(ids.toArray(UUID[]::new), times.toArray(OffsetDateTime[]::new))
                .await()
                .atMost(TIMEOUT);
        taken.forEach(unwritten::remove);
    }
}
