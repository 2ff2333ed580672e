package dev.recto.api.forward.upstream;

import dev.recto.api.storage.ChunkedStream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it comes in, few chunks of it in memory at a time.
 *
 * <p>INVARIANT: made while the response is handed over, on its event loop. Later the response may have ended, and who begins to
 * listen then is told of nothing, not even of its end.
 */
final class AnswerStream extends ChunkedStream {
    /** Chunks (of some KB each) between the connection and a slow reader. */
    private static final int READ_AHEAD = 8;

    private sealed interface Signal {}

    private record Chunk(byte[] bytes) implements Signal {}

    private record End() implements Signal {}

    private record Broken(Throwable cause) implements Signal {}

    private final HttpClientResponse response;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

    AnswerStream(HttpClientResponse response) {
        this.response = response;
        response.pause();
        response.handler(this::take);
        response.endHandler(end -> signals.add(new End()));
        response.exceptionHandler(cause -> signals.add(new Broken(cause)));
        response.fetch(READ_AHEAD);
    }

    private void take(Buffer bytes) {
        signals.add(new Chunk(bytes.getBytes()));
    }

    int status() {
        return response.statusCode();
    }

    @Nullable
    String header(String name) {
        return response.getHeader(name);
    }

    @Override
    protected byte @Nullable [] next() throws BrokenOffException {
        return switch (signal()) {
            case Chunk more -> {
                response.fetch(1);
                yield more.bytes();
            }
            case End end -> null;
            case Broken broken -> throw new BrokenOffException(broken.cause());
        };
    }

    private Signal signal() throws BrokenOffException {
        try {
            return signals.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOffException(e);
        }
    }
}
