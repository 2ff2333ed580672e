package dev.recto.api.webhook.delivery;

import dev.recto.api.fault.ErrorCode;
import dev.recto.api.postgres.Database;
import dev.recto.api.webhook.WebhookEvent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deliveries as they move. Rows are put in by the database itself, with the end of what they tell. For virtual threads. */
@Singleton
class DeliveryTable {
    /** What only a later version knows waits for one that does. */
    private static final String[] KNOWN = WebhookEvent.words(WebhookEvent.ALL);

    private final Database database;

    DeliveryTable(Database database) {
        this.database = database;
    }

    /**
     * @param expecting whether anything is open whose end is to be told
     * @param next until a delivery is due, below zero where one is, null where none waits
     */
    record Outlook(boolean expecting, @Nullable Duration next) {
        boolean due() {
            return within(Duration.ZERO);
        }

        boolean within(Duration time) {
            return next != null && next.compareTo(time) <= 0;
        }
    }

    Outlook look() {
        Row row = database.run("""
                        select exists (select from webhook) as expecting,
                               (select extract(epoch from min(due_at) - now())::float8 from webhook_delivery
                                where state = 'WAITING' and event = any($1)) as next""", Tuple.tuple().addArrayOfString(KNOWN))
                .iterator()
                .next();
        Double next = row.getDouble("next");
        return new Outlook(row.getBoolean("expecting"), next == null ? null : Duration.ofMillis((long) (next * 1000)));
    }

    /** Those for the free places: of each organisation as many as it may have, those first of who has fewest under way. */
    List<Delivery> claim(Places places, Duration lease) {
        Map<UUID, Integer> held = places.held();
        List<Delivery> claimed = new ArrayList<>();
        UUID claim = UUID.randomUUID();
        for (Row row : database.run(
                """
                with recursive waiting as (
                    (select organisation from webhook_delivery where state = 'WAITING' order by organisation limit 1)
                    union all
                    select next.organisation
                    from waiting cross join lateral (
                        select organisation from webhook_delivery
                        where state = 'WAITING' and organisation > waiting.organisation order by organisation limit 1) next
                ), held as (
                    select * from unnest($1::uuid[], $2::int[]) as held (organisation, places)
                ), candidate as (
                    select due.id, due.due_at, coalesce(held.places, 0)
                        + row_number() over (partition by waiting.organisation order by due.due_at) as share
                    from waiting left join held using (organisation)
                    cross join lateral (
                        select id, due_at from webhook_delivery
                        where state = 'WAITING' and organisation = waiting.organisation and due_at <= now() and event = any($7)
                        order by due_at limit greatest($3 - coalesce(held.places, 0), 0)) due
                ), chosen as (
                    select id from candidate order by share, due_at limit $4
                ), locked as (
                    select id from webhook_delivery
                    where id in (select id from chosen) and state = 'WAITING' and due_at <= now() for update skip locked
                )
                update webhook_delivery delivery
                set claim = $5, attempts = attempts + 1, due_at = now() + $6 * interval '1 millisecond'
                from locked where delivery.id = locked.id
                returning delivery.*, extract(epoch from now() - begun_at)::float8 as tried,
                    array(select secret from webhook_secret
                          where webhook_secret.organisation = delivery.organisation and (expires_at is null or expires_at > now())
                          order by webhook_secret.id desc) as secrets""",
                Tuple.tuple()
                        .addArrayOfUUID(held.keySet().toArray(UUID[]::new))
                        .addArrayOfInteger(held.values().toArray(Integer[]::new))
                        .addInteger(places.each())
                        .addInteger(places.free())
                        .addUUID(claim)
                        .addLong(lease.toMillis())
                        .addArrayOfString(KNOWN))) {
            WebhookEvent.parse(row.getString("event")).ifPresent(event -> claimed.add(delivery(row, event, claim)));
        }
        return claimed;
    }

    private static Delivery delivery(Row row, WebhookEvent event, UUID claim) {
        UUID job = row.getUUID("job");
        String error = row.getString("error_code");
        return new Delivery(
                row.getUUID("id"),
                claim,
                row.getUUID("organisation"),
                job == null ? row.getUUID("batch") : job,
                event,
                error == null ? null : ErrorCode.kept(error),
                row.getString("url"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getInteger("attempts"),
                Duration.ofMillis(Math.round(1000 * row.getDouble("tried"))),
                List.of(row.getArrayOfStrings("secrets")));
    }

    /** Unless somebody else has it by now. */
    void end(Delivery delivery, DeliveryState state, Attempt attempt) {
        database.run(
                """
                update webhook_delivery
                set state = $3, ended_at = now(), claim = null, last_attempt_at = now(), last_outcome = $4, last_status = $5
                where id = $1 and claim = $2""",
                Tuple.of(
                        delivery.id(),
                        delivery.claim(),
                        state.name(),
                        attempt.outcome().name(),
                        attempt.status()));
    }

    void putBack(Delivery delivery, Attempt attempt, Duration pause) {
        database.run(
                """
                update webhook_delivery
                set due_at = now() + $3 * interval '1 millisecond', claim = null, last_attempt_at = now(), last_outcome = $4,
                    last_status = $5
                where id = $1 and claim = $2""",
                Tuple.of(
                        delivery.id(),
                        delivery.claim(),
                        pause.toMillis(),
                        attempt.outcome().name(),
                        attempt.status()));
    }

    /** Keys that name the receiver tell it nothing any more. */
    void disable(Delivery delivery) {
        database.run("""
                update api_key set webhook_disabled_at = now()
                where organisation = $1 and webhook_url = $2 and webhook_disabled_at is null""", Tuple.of(delivery.organisation(), delivery.url()));
    }

    int deleteOld(Duration age, int most) {
        return database.run("""
                        delete from webhook_delivery where id in (
                            select id from webhook_delivery
                            where ended_at < now() - $1 * interval '1 second' order by ended_at limit $2)""", Tuple.of(age.toSeconds(), most)).rowCount();
    }
}
