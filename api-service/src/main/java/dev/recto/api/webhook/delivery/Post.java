package dev.recto.api.webhook.delivery;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fetch.HttpUrl;
import dev.recto.api.fetch.PinnedRequests;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One attempt. Once the receiver has answered with a status it is that which counts, whatever becomes of its body. */
final class Post {
    private final PinnedRequests requests;
    private final long mostOfAnswer;
    private volatile @Nullable HttpClientRequest current;
    private volatile @Nullable Integer status;
    private volatile boolean over;

    Post(PinnedRequests requests, long mostOfAnswer) {
        this.requests = requests;
        this.mostOfAnswer = mostOfAnswer;
    }

    /** Never fails; leaves no connection behind. */
    Future<Attempt> send(HttpUrl url, Message message, Duration timeout) {
        RequestOptions post = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader("webhook-id", message.id())
                .putHeader("webhook-timestamp", message.timestamp())
                .putHeader("webhook-signature", message.signature());
        return requests.open(url, post, () -> !over)
                .compose(request -> send(request, message))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(ended -> close())
                .transform(ended -> Future.succeededFuture(attempt(ended.cause())));
    }

    private Future<Void> send(HttpClientRequest request, Message message) {
        current = request;
        if (over) {
            close();
        }
        // Before anything is sent, or a short answer may be over before anybody listens to it
        Future<Void> answer = request.response().compose(this::answered);
        return request.end(Buffer.buffer(message.body())).compose(sent -> answer);
    }

    private Future<Void> answered(HttpClientResponse response) {
        status = response.statusCode();
        Promise<Void> read = Promise.promise();
        long[] size = {0};
        response.exceptionHandler(read::tryFail);
        response.endHandler(read::tryComplete);
        response.handler(bytes -> {
            size[0] += bytes.length();
            if (size[0] > mostOfAnswer) {
                read.tryComplete();
            }
        });
        return read.future();
    }

    private void close() {
        over = true;
        HttpClientRequest request = current;
        if (request != null) {
            request.reset();
        }
    }

    private Attempt attempt(@Nullable Throwable failure) {
        Integer answered = status;
        if (answered != null) {
            return new Attempt(Outcome.ofStatus(answered), answered);
        }
        if (failure instanceof ApiException fault && fault.code() == ErrorCode.URL_NOT_ALLOWED) {
            return new Attempt(Outcome.ADDRESS_NOT_ALLOWED, null);
        }
        return new Attempt(failure instanceof TimeoutException ? Outcome.TIMED_OUT : Outcome.UNREACHABLE, null);
    }
}
