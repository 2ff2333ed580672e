package dev.recto.api.web.input;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * How much of its requests a client may send ahead on one HTTP/2 connection. Vert.x gives the window of a body's end back only with the
 * answer; so requests that wait for their reading would keep all others of their connection from being sent.
 */
@Singleton
final class ConnectionWindow implements HttpServerOptionsCustomizer {
    /** What all streams of a connection may have outstanding together, and then some. */
    private static final int BYTES = 16 << 20;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ConnectionWindowSize(BYTES);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setHttp2ConnectionWindowSize(BYTES);
    }
}
