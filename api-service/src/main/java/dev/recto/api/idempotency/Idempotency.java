package dev.recto.api.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fault.Problem;
import dev.recto.api.tenancy.Caller;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries a request out once per API key and {@code Idempotency-Key}; who sends it again gets the first one's answer. A request
 * that failed was not carried out and can be tried again.
 */
@Singleton
public class Idempotency {
    public static final String HEADER = "Idempotency-Key";

    private static final int MAX_LENGTH = 255;

    private final IdempotencyTable table;
    private final ObjectMapper json;

    Idempotency(IdempotencyTable table, ObjectMapper json) {
        this.table = table;
        this.json = json;
    }

    /**
     * @param key as the client sent it; without one the work is simply done
     * @param answer what the work's answer is, as it is kept (in JSON)
     */
    public <T> Uni<T> once(
            Caller caller, @Nullable String key, Fingerprint request, Class<T> answer, Supplier<Uni<T>> work) {
        if (key == null || key.isBlank()) {
            return work.get();
        }
        if (key.length() > MAX_LENGTH) {
            return Uni.createFrom()
                    .failure(refused("must have at most " + MAX_LENGTH + " characters", "string_too_long"));
        }
        IdempotencyTable.Id id = new IdempotencyTable.Id(caller.keyId(), key);
        return table.begin(id, request).flatMap(begun -> begun ? carryOut(id, work) : replay(id, request, answer));
    }

    private <T> Uni<T> carryOut(IdempotencyTable.Id id, Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> work.get())
                .call(answer -> table.finish(id, text(answer)))
                .onFailure()
                .call(() -> table.forget(id));
    }

    private String text(@Nullable Object answer) {
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
            throw refused("was used for another request", "idempotency_key_reused");
        }
        String answer = found.map(IdempotencyTable.Entry::answer)
                .orElseThrow(() -> new ApiException(ErrorCode.IDEMPOTENCY_KEY_IN_USE).param(HEADER));
        try {
            return json.readValue(answer, type);
        } catch (JsonProcessingException changed) {
            throw new IllegalStateException("a kept answer can't be read any more", changed);
        }
    }

    @Scheduled(every = "${recto.idempotency.sweep-every:10m}")
    Uni<Void> sweep() {
        return table.sweep();
    }

    private static ApiException refused(String msg, String type) {
        return ApiException.invalid(Problem.at("header", HEADER, msg, type));
    }
}
