package dev.recto.api.storage;

import dev.recto.api.background.Outage;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Calls of the S3 SDK, with our exceptions. */
@Singleton
class S3Calls {
    private static final long BYTES_PER_SECOND = 1024 * 1024;
    /** What callers without a valid key are answered. */
    private static final Set<Integer> STRANGERS = Set.of(401, 403);

    /** Refusals with other statuses that are no fault of the request either. */
    private static final Set<String> PASSING = Set.of(
            "ExpiredToken",
            "InvalidToken",
            "NoSuchBucket",
            "RequestTimeout",
            "KMS.DisabledException",
            "KMS.KMSInvalidStateException");

    private final Outage outage = new Outage("reaching S3");
    private final Duration timeout;
    private final MeterRegistry registry;

    S3Calls(StorageConfig config, MeterRegistry registry) {
        this.timeout = config.timeout();
        this.registry = registry;
    }

    <T> Uni<T> call(Supplier<CompletionStage<T>> request) {
        return call(0, request);
    }

    <T> Uni<T> call(long bytes, Supplier<CompletionStage<T>> request) {
        return call(bytes, Duration.ZERO, request);
    }

    /** A call of the SDK that sends bytes; it answers on threads of its own, and is brought back to where the caller runs. */
    <T> Uni<T> call(long bytes, Duration coming, Supplier<CompletionStage<T>> request) {
        Uni<T> answer = Uni.createFrom()
                .completionStage(request)
                .ifNoItem()
                .after(patience(bytes, coming))
                .fail()
                .onItem()
                .invoke(outage::over)
                .onFailure(CompletionException.class)
                .transform(failure -> failure.getCause() == null ? failure : failure.getCause())
                .onFailure(NoSuchKeyException.class)
                .transform(ObjectNotFoundException::new)
                .onFailure(S3Calls::isAway)
                .transform(this::unavailable);
        return Uni.createFrom().deferred(() -> {
            Timer.Sample sample = Timer.start(registry);
            Uni<T> timed = answer.onItemOrFailure()
                    .invoke((item, failure) ->
                            sample.stop(registry.timer("recto.storage", "outcome", outcome(failure))));
            Context context = Vertx.currentContext();
            return context == null ? timed : timed.emitOn(executor(context));
        });
    }

    /** How long an answer is waited for. */
    Duration patience(long bytes, Duration coming) {
        return timeout.plus(coming).plusSeconds(bytes / BYTES_PER_SECOND);
    }

    private static String outcome(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> "answered";
            case ObjectNotFoundException _ -> "missing";
            default -> "failed";
        };
    }

    private static Executor executor(Context context) {
        return command -> context.runOnContext(ignored -> command.run());
    }

    /** It did not answer, or only that it can't now, or does not know us: somebody will set that right. */
    private static boolean isAway(Throwable failure) {
        return failure instanceof SdkClientException
                || failure instanceof TimeoutException
                || failure instanceof SdkServiceException answer
                        && (answer.statusCode() >= 500
                                || STRANGERS.contains(answer.statusCode())
                                || answer.isThrottlingException())
                || failure instanceof AwsServiceException refusal
                        && refusal.awsErrorDetails() != null
                        && PASSING.contains(refusal.awsErrorDetails().errorCode());
    }

    private ApiException unavailable(Throwable failure) {
        outage.failed(failure);
        return new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "Documents can't be stored or had at the moment.");
    }
}
