package dev.recto.api.postgres;

import dev.recto.api.background.Background;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while PostgreSQL answers. It is asked in the background: that all connections for requests are in use says nothing of it. */
@Readiness
@ApplicationScoped
class PostgresHealth implements AsyncHealthCheck {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Pools pools;

    PostgresHealth(Pools pools) {
        this.pools = pools;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Background.call(() -> pools.execute("select 1", Tuple.tuple()))
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .map(answered -> HealthCheckResponse.up("postgres"))
                .onFailure()
                .recoverWithItem(away -> HealthCheckResponse.down("postgres"));
    }
}
