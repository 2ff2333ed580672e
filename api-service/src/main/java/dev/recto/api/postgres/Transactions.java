package dev.recto.api.postgres;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs work with Panache in a transaction or a session of its own, on an event loop, whatever thread asks for it; so calls may run side by
 * side. The answer arrives on the caller's Vert.x context if it has one.
 */
@ApplicationScoped
public class Transactions {
    private final Vertx vertx;

    Transactions(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Commits when the work's answer is there, rolls back when it fails. */
    public <T extends @Nullable Object> Uni<T> run(Supplier<Uni<T>> work) {
        return onOwnContext(() -> Panache.withTransaction(work));
    }

    /** For what one statement reads: in a session, without a transaction and its two statements. */
    public <T extends @Nullable Object> Uni<T> read(Supplier<Uni<T>> work) {
        return onOwnContext(() -> Panache.withSession(work));
    }

    private <T extends @Nullable Object> Uni<T> onOwnContext(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context caller = Vertx.currentContext();
            Uni<T> answer = Uni.createFrom()
                    .emitter(emitter -> ownContext(caller)
                            .runOnContext(ignored -> work.get().subscribe().with(emitter::complete, emitter::fail)));
            return caller == null ? answer : answer.emitOn(command -> caller.runOnContext(ignored -> command.run()));
        });
    }

    private Context ownContext(@Nullable Context caller) {
        Context own = VertxContext.createNewDuplicatedContext(caller == null ? vertx.getOrCreateContext() : caller);
        VertxContextSafetyToggle.setContextSafe(own, true);
        return own;
    }
}
