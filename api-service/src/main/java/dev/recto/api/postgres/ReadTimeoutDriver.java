package dev.recto.api.postgres;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.impl.NetClientImpl;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The driver of PostgreSQL with what it lacks: a connection on which neither side has said anything for a while is closed, from
 * the moment it is open. The driver's own way, and with it Vert.x's idle timeout, says goodbye to the server and waits for its
 * answer, which one that is frozen never gives.
 */
final class ReadTimeoutDriver extends PgDriver {
    private final Duration limit;

    ReadTimeoutDriver(Duration limit) {
        this.limit = limit;
    }

    @Override
    public ConnectionFactory createConnectionFactory(
            Vertx vertx, Supplier<? extends Future<? extends SqlConnectOptions>> servers) {
        return new Factory((VertxInternal) vertx, () -> servers.get().map(PgConnectOptions::wrap), limit);
    }

    private static final class Factory extends PgConnectionFactory {
        private final Duration limit;
        private @Nullable NetClient client;

        Factory(VertxInternal vertx, Supplier<Future<PgConnectOptions>> servers, Duration limit) {
            super(vertx, servers);
            this.limit = limit;
        }

        /** Called anew for each connection; all servers of a data source are reached in the same way. */
        @Override
        protected synchronized NetClient netClient(NetClientOptions options) {
            if (client == null) {
                client = new Client(
                        vertx, new NetClientOptions(options).setReconnectAttempts(0), clientCloseFuture, limit);
            }
            return client;
        }
    }

    private static final class Client extends NetClientImpl {
        private final Duration limit;

        Client(VertxInternal vertx, NetClientOptions options, CloseFuture closing, Duration limit) {
            super(vertx, null, options, closing);
            this.limit = limit;
            closing.add(this);
        }

        @Override
        protected void initChannel(ChannelPipeline pipeline) {
            super.initChannel(pipeline);
            pipeline.addLast("read-timeout", new ReadTimeout(limit));
        }
    }

    private static final class ReadTimeout extends IdleStateHandler {
        ReadTimeout(Duration limit) {
            super(0, 0, limit.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
            context.channel().unsafe().close(context.newPromise());
        }
    }
}
