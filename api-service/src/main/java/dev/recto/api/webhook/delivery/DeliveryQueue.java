package dev.recto.api.webhook.delivery;

import dev.recto.api.background.Background;
import dev.recto.api.background.BackgroundConfig;
import dev.recto.api.background.Backoff;
import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.background.Outage;
import dev.recto.api.limits.Rest;
import dev.recto.api.webhook.WebhooksConfig;
import dev.recto.api.webhook.delivery.DeliveryTable.Outlook;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * Delivers what is due. Every process does so; what one has claimed when it dies another one sends when the lease is over, under the
 * same id. Organisations take turns, and none has more than its share of the places.
 */
@Singleton
public class DeliveryQueue implements Chore {
    private final DeliveryTable table;
    private final WebhookClient client;
    private final DeliveryMeters meters;
    private final WebhooksConfig config;
    private final Duration idlePause;
    private final Places places;
    private final Backoff backoff;
    private final Outage settling = new Outage("writing down what came of deliveries");
    private final Bell bell;
    private volatile boolean expecting;

    DeliveryQueue(
            DeliveryTable table,
            WebhookClient client,
            DeliveryMeters meters,
            WebhooksConfig config,
            BackgroundConfig background) {
        this.table = table;
        this.client = client;
        this.meters = meters;
        this.config = config;
        this.idlePause = background.idlePause();
        this.places = new Places(config.concurrent(), config.concurrentPerOrganisation());
        this.backoff = new Backoff(config.firstPause(), config.longestPause());
        this.bell = new Bell("webhooks", background.pace(config.poll()), this::deliver);
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell);
    }

    /** The end of something is to be told: from now on this process looks for it. */
    public void expect() {
        expecting = true;
        bell.ring();
    }

    /** Something has ended. Where nobody is to be told of anything this costs nothing. */
    public void ended() {
        if (expecting) {
            bell.ring();
        }
    }

    /** A delivery is due. */
    void ring() {
        bell.ring();
    }

    /** @return whether there is, or may soon be, something to deliver */
    private boolean deliver() {
        Outlook outlook = table.look();
        expecting = outlook.expecting();
        if (outlook.due()) {
            table.claim(places, config.timeout().plus(config.lease())).forEach(this::begin);
        }
        return expecting || outlook.within(idlePause);
    }

    private void begin(Delivery delivery) {
        places.take(delivery.organisation());
        Thread.ofVirtual().name("webhook-" + delivery.id()).start(() -> Background.run(() -> run(delivery)));
    }

    /** What can't be written down is tried again when the lease is over. */
    private void run(Delivery delivery) {
        Rest rest = new Rest();
        try {
            settle(
                    delivery,
                    client.send(delivery, rest)
                            .toCompletionStage()
                            .toCompletableFuture()
                            .join());
            settling.over();
        } catch (RuntimeException e) {
            settling.failed(e);
        } finally {
            rest.over().onComplete(over -> {
                places.giveBack(delivery.organisation());
                bell.ring();
            });
        }
    }

    private void settle(Delivery delivery, Attempt attempt) {
        meters.attempted(attempt.outcome());
        Duration pause = backoff.after(delivery.attempt());
        if (attempt.outcome() == Outcome.DELIVERED) {
            table.end(delivery, DeliveryState.DELIVERED, attempt);
        } else if (attempt.outcome().mayPass() && delivery.tried().plus(pause).compareTo(config.retryFor()) < 0) {
            table.putBack(delivery, attempt, pause);
        } else {
            table.end(delivery, DeliveryState.FAILED, attempt);
            meters.givenUp();
        }
        if (attempt.outcome() == Outcome.GONE) {
            table.disable(delivery);
        }
    }
}
