package dev.recto.api.jobs;

import io.vertx.pgclient.PgConnectOptions;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How the connection that listens finds Postgres: as the pool does. */
@Singleton
final class ListenerOptions {
    private final PgConnectOptions options;

    ListenerOptions(
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String username,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        options = PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""))
                .setUser(username)
                .setPassword(password);
    }

    PgConnectOptions get() {
        return new PgConnectOptions(options);
    }
}
