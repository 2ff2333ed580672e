package dev.recto.api.webhook.delivery;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.webhook.WebhooksConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Deletes deliveries when their time is over; those of jobs and batches that are deleted go with these. */
@Singleton
class DeliveryRetention implements Chore {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int PIECE = 500;

    private final DeliveryTable table;
    private final WebhooksConfig config;
    private final Bell bell;

    DeliveryRetention(DeliveryTable table, WebhooksConfig config) {
        this.table = table;
        this.config = config;
        this.bell = new Bell("deleting old deliveries", PAUSE, this::deleteOld);
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell);
    }

    void deleteOld() {
        int deleted = PIECE;
        while (deleted == PIECE) {
            deleted = table.deleteOld(config.retention(), PIECE);
        }
    }
}
