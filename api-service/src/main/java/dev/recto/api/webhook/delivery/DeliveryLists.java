package dev.recto.api.webhook.delivery;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.postgres.Database;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Deliveries as their organisation sees them. For virtual threads. */
@Singleton
class DeliveryLists {
    private final Database database;
    private final DeliveryQueue queue;

    DeliveryLists(Database database, DeliveryQueue queue) {
        this.database = database;
        this.queue = queue;
    }

    record Page(List<DeliveryView> deliveries, long total) {}

    /** The newest first. */
    Page list(UUID organisation, DeliveryQuery query) {
        String condition = """

                from webhook_delivery
                where organisation = $1 and ($2::uuid is null or job = $2) and ($3::uuid is null or batch = $3)
                  and ($4::text is null or state = $4)""";
        Tuple parameters = Tuple.tuple()
                .addUUID(organisation)
                .addUUID(query.job().orElse(null))
                .addUUID(query.batch().orElse(null))
                .addString(query.state().map(DeliveryState::name).orElse(null));
        long total = database.run("select count(*) as n" + condition, parameters)
                .iterator()
                .next()
                .getLong("n");
        parameters.addInteger(query.pageSize()).addLong((long) query.page() * query.pageSize());
        List<DeliveryView> deliveries = new ArrayList<>();
        database.run("select *" + condition + " order by id desc limit $5 offset $6", parameters)
                .forEach(row -> deliveries.add(DeliveryView.of(row)));
        return new Page(deliveries, total);
    }

    /** Sends it anew, for as long as a new one is tried. An attempt that is under way goes on and counts no more. */
    DeliveryView resend(UUID organisation, UUID id) {
        for (Row row : database.run("""
                update webhook_delivery
                set state = 'WAITING', begun_at = now(), due_at = now(), attempts = 0, claim = null, ended_at = null
                where id = $1 and organisation = $2 returning *""", Tuple.of(id, organisation))) {
            queue.ring();
            return DeliveryView.of(row);
        }
        throw new ApiException(ErrorCode.DELIVERY_NOT_FOUND).param("delivery_id");
    }
}
