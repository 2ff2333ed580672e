package dev.recto.api.storage;

import dev.recto.api.background.Outage;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Calls of the S3 SDK, with our exceptions. */
@Singleton
class S3Calls {
    private final Outage outage = new Outage("reaching S3");

    /** A call of the SDK, which answers on threads of its own, brought back to where the caller runs. */
    <T> Uni<T> call(Supplier<CompletionStage<T>> request) {
        Uni<T> answer = Uni.createFrom()
                .completionStage(request)
                .onItem()
                .invoke(outage::over)
                .onFailure(CompletionException.class)
                .transform(failure -> failure.getCause() == null ? failure : failure.getCause())
                .onFailure(NoSuchKeyException.class)
                .transform(ObjectNotFoundException::new)
                .onFailure(SdkClientException.class)
                .transform(this::unavailable);
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            return context == null ? answer : answer.emitOn(executor(context));
        });
    }

    static Executor executor(Context context) {
        return command -> context.runOnContext(ignored -> command.run());
    }

    /** The service did not answer; what it answers is none of these exceptions. */
    private ApiException unavailable(Throwable failure) {
        outage.failed(failure);
        return new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "Documents can't be stored or had at the moment.");
    }
}
