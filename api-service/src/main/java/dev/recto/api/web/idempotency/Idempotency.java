package dev.recto.api.web.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.background.Claims;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fault.Problem;
import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.web.idempotency.IdempotencyTable.Claim;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries a request out once per project and {@code Idempotency-Key}; who sends it again gets the first one's answer. A request
 * that failed was not carried out and can be tried again.
 */
@Singleton
public class Idempotency implements Chore {
    public static final String HEADER = "Idempotency-Key";

    private static final Logger LOG = Logger.getLogger(Idempotency.class);
    private static final int MAX_LENGTH = 255;
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final IdempotencyTable table;
    private final ObjectMapper json;
    final Claims<Claim> claims;
    private final Bell sweeping;

    Idempotency(IdempotencyTable table, ObjectMapper json, IdempotencyConfig config) {
        this.table = table;
        this.json = json;
        this.claims = new Claims<>(
                "claims of idempotency keys",
                config.lease().dividedBy(3),
                held -> table.renew(held).await().atMost(TIMEOUT));
        this.sweeping = new Bell(
                "old idempotency keys",
                config.sweepEvery(),
                () -> table.sweep().await().atMost(TIMEOUT));
        sweeping.ring();
    }

    @Override
    public List<Bell> bells() {
        return List.of(claims.bell(), sweeping);
    }

    /**
     * The id of what a request makes.
     *
     * @param again whether the same request came before, so that there may be such a thing already
     */
    public record Subject(UUID id, boolean again) {}

    /**
     * Tells the work the same id whenever the same request comes, whatever became of the one before and its process: who makes a
     * thing of this id unless there is one makes it once. Several may be at it at the same time. Only work that fails with an
     * {@link ApiException} has made nothing for sure; when all who were at it did, the key is free. For virtual threads.
     *
     * @param key as the client sent it; without one each request has an id of its own
     */
    public <T> T withSubject(UUID project, @Nullable String key, Fingerprint request, Function<Subject, T> work) {
        if (key == null || key.isBlank()) {
            return work.apply(new Subject(TimeOrderedId.next(), false));
        }
        requireLength(key);
        IdempotencyTable.Id id = new IdempotencyTable.Id(project, key);
        UUID candidate = TimeOrderedId.next();
        IdempotencyTable.Entry entry =
                table.take(id, request, candidate).await().atMost(TIMEOUT);
        UUID subject = entry.subject();
        if (!entry.fingerprint().equals(request.hex()) || subject == null) {
            throw reused();
        }
        try {
            return work.apply(new Subject(subject, !subject.equals(candidate)));
        } catch (ApiException refused) {
            giveBack(id, subject);
            throw refused;
        }
    }

    /** The refusal is told all the same: a key that stays taken only keeps other requests out. */
    private void giveBack(IdempotencyTable.Id id, UUID subject) {
        try {
            table.giveBack(id, subject).await().atMost(TIMEOUT);
        } catch (RuntimeException e) {
            LOG.warn("A key could not be given back", e);
        }
    }

    /** Keeps the answer for whoever sends the request again, in the Panache transaction that does what the request asks for. */
    @FunctionalInterface
    public interface Keep<T> {
        Uni<Void> keep(T answer);
    }

    /**
     * @param key as the client sent it; without one the work is simply done
     * @param answer what the work's answer is, as it is kept (in JSON)
     * @param work keeps its answer, or does all of it again when the request comes again
     */
    public <T> Uni<T> once(
            UUID project, @Nullable String key, Fingerprint request, Class<T> answer, Function<Keep<T>, Uni<T>> work) {
        return once(project, key, Uni.createFrom().item(request), answer, work);
    }

    /** @param request asked for only where there is a key */
    public <T> Uni<T> once(
            UUID project,
            @Nullable String key,
            Uni<Fingerprint> request,
            Class<T> answer,
            Function<Keep<T>, Uni<T>> work) {
        if (key == null || key.isBlank()) {
            return work.apply(done -> Uni.createFrom().voidItem());
        }
        requireLength(key);
        Claim claim = new Claim(new IdempotencyTable.Id(project, key), UUID.randomUUID());
        return request.flatMap(known -> table.begin(claim, known)
                .flatMap(begun -> begun ? carryOut(claim, work) : replay(claim.id(), known, answer)));
    }

    /**
     * To the end, though the client gives up. Work that failed has kept no answer, unless its failure was that nobody told it of its
     * commit: then the key is not freed.
     */
    private <T> Uni<T> carryOut(Claim claim, Function<Keep<T>, Uni<T>> work) {
        claims.hold(claim);
        Uni<T> carried = Uni.createFrom()
                .deferred(() -> work.apply(answer -> keep(claim, answer)))
                .onFailure()
                .call(() -> forget(claim))
                .onTermination()
                .invoke(() -> claims.letGo(claim))
                .memoize()
                .indefinitely();
        carried.subscribe().with(done -> {}, failure -> {});
        return carried;
    }

    private Uni<Void> keep(Claim claim, Object answer) {
        return table.finish(claim, text(answer))
                .invoke(kept -> {
                    if (!kept) {
                        throw new ApiException(ErrorCode.IDEMPOTENCY_KEY_IN_USE).param(HEADER);
                    }
                })
                .replaceWithVoid();
    }

    /** Not waited for long: somebody waits to learn why the work failed, and the claim lapses by itself. */
    private Uni<Void> forget(Claim claim) {
        return table.forget(claim).ifNoItem().after(SOON).fail().onFailure().recoverWithNull();
    }

    private String text(Object answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an answer can't be kept", impossible);
        }
    }

    private <T> Uni<T> replay(IdempotencyTable.Id id, Fingerprint request, Class<T> type) {
        return table.find(id).map(found -> read(found, request, type));
    }

    private <T> T read(Optional<IdempotencyTable.Entry> found, Fingerprint request, Class<T> type) {
        if (found.isPresent() && !found.get().fingerprint().equals(request.hex())) {
            throw reused();
        }
        String answer = found.map(IdempotencyTable.Entry::answer)
                .orElseThrow(() -> new ApiException(ErrorCode.IDEMPOTENCY_KEY_IN_USE).param(HEADER));
        try {
            return json.readValue(answer, type);
        } catch (JsonProcessingException changed) {
            throw new IllegalStateException("a kept answer can't be read any more", changed);
        }
    }

    private static void requireLength(String key) {
        if (key.length() > MAX_LENGTH) {
            throw refused("must have at most " + MAX_LENGTH + " characters", "string_too_long");
        }
    }

    private static ApiException reused() {
        return refused("was used for another request", "idempotency_key_reused");
    }

    private static ApiException refused(String msg, String type) {
        return ApiException.invalid(Problem.at("header", HEADER, msg, type));
    }
}
