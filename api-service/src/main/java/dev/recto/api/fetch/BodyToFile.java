package dev.recto.api.fetch;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.temporary.NoRoom;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.function.LongConsumer;

/** Writes an answer's body into a file as fast as the file takes it, up to a limit. */
final class BodyToFile {
    private final HttpClientResponse response;
    private final AsyncFile file;
    private final long limit;
    private final LongConsumer counted;
    private final Promise<Long> written = Promise.promise();
    private Future<Void> writes = Future.succeededFuture();
    private long size;

    BodyToFile(HttpClientResponse response, AsyncFile file, long limit, LongConsumer counted) {
        this.response = response;
        this.file = file;
        this.limit = limit;
        this.counted = counted;
    }

    Future<Long> write() {
        if (announced() > limit) {
            refuse(new ApiException(ErrorCode.DOCUMENT_TOO_LARGE));
            return written.future();
        }
        response.exceptionHandler(written::tryFail);
        file.exceptionHandler(this::notTaken);
        response.endHandler(ended -> writes.onSuccess(done -> written.tryComplete(size)));
        response.handler(this::chunk);
        return written.future();
    }

    /** -1 if the server does not say. */
    private long announced() {
        String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
    }

    private void chunk(Buffer bytes) {
        size += bytes.length();
        if (size > limit) {
            refuse(new ApiException(ErrorCode.DOCUMENT_TOO_LARGE));
            return;
        }
        try {
            counted.accept(bytes.length());
        } catch (ApiException full) {
            refuse(full);
            return;
        }
        Future<Void> write = file.write(bytes).onFailure(this::notTaken);
        writes = writes.compose(done -> write);
        if (file.writeQueueFull()) {
            response.pause();
            file.drainHandler(drained -> response.resume());
        }
    }

    private void notTaken(Throwable failure) {
        if (!written.future().isComplete() && written.tryFail(NoRoom.of(failure))) {
            response.request().reset();
        }
    }

    private void refuse(ApiException reason) {
        written.tryFail(reason);
        response.request().reset();
    }
}
