package dev.recto.api.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.recto.api.background.Outage;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fault.Faults;
import dev.recto.api.id.TimeOrderedId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Looks keys up, and remembers those that it found: for a while without asking again, and for longer while the database does not
 * answer. No look-up takes longer than its timeout, and no key is looked up twice at the same time.
 */
@Singleton
public class KnownKeys {
    /** How long keys that were seen are not looked up again after a look-up that failed. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final ApiKeyTable table;
    private final KeysConfig config;
    private final Tries strangers;
    private final Cache<ByteBuffer, Seen> seen;
    private final Map<ByteBuffer, Uni<Optional<ApiKey>>> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger revocations = new AtomicInteger();
    private final Outage outage = new Outage("looking up keys");
    private volatile long silentUntil = System.nanoTime();

    private record Seen(ApiKey key, long freshUntil) {}

    KnownKeys(ApiKeyTable table, KeysConfig config) {
        this.table = table;
        this.config = config;
        this.strangers = new Tries(config.unknownPerMinute(), config.mostAddresses());
        this.seen = Caffeine.newBuilder()
                .maximumSize(config.mostKnown())
                .expireAfterWrite(config.staleFor())
                .build();
    }

    /**
     * Empty if there is no such key, or none that is still valid. Fails with {@code rate_limited} where too many unknown keys came
     * from the client, and with {@code service_unavailable} where the database does not answer.
     */
    public Uni<Optional<ApiKey>> find(String key, ClientNetwork client) {
        ByteBuffer hash = ByteBuffer.wrap(KeyHash.of(key));
        Seen known = seen.getIfPresent(hash);
        Supplier<Uni<Optional<ApiKey>>> row = () -> table.find(hash.array());
        return (known == null ? stranger(hash, client, row) : acquaintance(hash, known, row))
                .map(found -> found.filter(each -> each.isValidAt(Instant.now())));
    }

    /**
     * Empty if the person was kept out, or its organisation or project does not exist. Fails with {@code service_unavailable} where
     * the database does not answer.
     */
    public Uni<Optional<ApiKey>> find(Person person) {
        ByteBuffer hash = ByteBuffer.wrap(person.hash());
        Supplier<Uni<Optional<ApiKey>>> row = () -> table.admit(person, TimeOrderedId.next());
        Seen known = seen.getIfPresent(hash);
        return known == null ? lookUp(hash, row).onFailure().transform(Faults::of) : acquaintance(hash, known, row);
    }

    /** What was revoked opens nothing here from now on, though it is being looked up at the moment. */
    public void forget(UUID id) {
        revocations.incrementAndGet();
        seen.asMap().values().removeIf(each -> each.key().caller().keyId().equals(id));
    }

    private Uni<Optional<ApiKey>> acquaintance(ByteBuffer hash, Seen known, Supplier<Uni<Optional<ApiKey>>> row) {
        long now = System.nanoTime();
        if (now - known.freshUntil() < 0 || now - silentUntil < 0) {
            return Uni.createFrom().item(Optional.of(known.key()));
        }
        return lookUp(hash, row).onFailure().recoverWithItem(Optional.of(known.key()));
    }

    private Uni<Optional<ApiKey>> stranger(
            ByteBuffer hash, ClientNetwork network, Supplier<Uni<Optional<ApiKey>>> row) {
        if (!strangers.enter(network)) {
            return Uni.createFrom()
                    .failure(new ApiException(ErrorCode.RATE_LIMITED, "Too many unknown keys from this address.")
                            .retryAfter(Tries.WINDOW));
        }
        return lookUp(hash, row)
                .invoke(found -> {
                    if (found.isPresent()) {
                        strangers.giveBack(network);
                    }
                })
                .onFailure()
                .invoke(() -> strangers.giveBack(network))
                .onFailure()
                .transform(Faults::of);
    }

    /** The answer arrives where it was asked for, whoever asked first. */
    private Uni<Optional<ApiKey>> lookUp(ByteBuffer hash, Supplier<Uni<Optional<ApiKey>>> row) {
        Uni<Optional<ApiKey>> answer = underWay.computeIfAbsent(hash, first -> ask(first, row));
        Context context = Vertx.currentContext();
        return context == null ? answer : answer.emitOn(command -> context.runOnContext(ignored -> command.run()));
    }

    private Uni<Optional<ApiKey>> ask(ByteBuffer hash, Supplier<Uni<Optional<ApiKey>>> row) {
        int before = revocations.get();
        return row.get()
                .ifNoItem()
                .after(config.lookupTimeout())
                .fail()
                .invoke(found -> {
                    outage.over();
                    silentUntil = System.nanoTime();
                    remember(hash, found, before);
                })
                .onFailure()
                .invoke(failure -> {
                    outage.failed(failure);
                    silentUntil = System.nanoTime() + PAUSE.toNanos();
                })
                .onTermination()
                .invoke(() -> underWay.remove(hash))
                .memoize()
                .indefinitely();
    }

    /** Unless something was revoked in the meantime: then the next request asks again. */
    private void remember(ByteBuffer hash, Optional<ApiKey> found, int before) {
        if (found.isPresent() && revocations.get() == before) {
            seen.put(
                    hash,
                    new Seen(found.get(), System.nanoTime() + config.freshFor().toNanos()));
        } else {
            seen.invalidate(hash);
        }
    }
}
