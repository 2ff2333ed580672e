package dev.recto.api.files;

import dev.recto.api.postgres.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** URLs that read one file without a key until they expire. */
@ApplicationScoped
public class SignedUrls {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Pattern PATH =
            Pattern.compile(".*/v1/files/([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})/download");
    private static final Pattern EXPIRES = Pattern.compile("(?:.*&)?expires=(\\d{1,18})(?:&.*)?");
    private static final Pattern SIGNATURE = Pattern.compile("(?:.*&)?signature=([A-Za-z0-9._-]{1,512})(?:&.*)?");

    private final Transactions transactions;
    private final FilesConfig config;
    private volatile UrlSignature signature = new UrlSignature(List.of());

    /** The file that a URL of this service reads, if its signature says so. */
    public record Target(UUID file, boolean valid) {}

    SignedUrls(Transactions transactions, FilesConfig config) {
        this.transactions = transactions;
        this.config = config;
    }

    void load(@Observes StartupEvent started) {
        List<SigningKey> keys =
                config.signingKeys().stream().map(SigningKey::of).toList();
        signature = new UrlSignature(
                keys.isEmpty() ? transactions.run(this::shared).await().atMost(START_LIMIT) : keys);
    }

    SignedUrl sign(UUID file, URI requestBase, Instant expires) {
        URI base = config.publicUrl().orElse(requestBase);
        long seconds = expires.getEpochSecond();
        String query = "expires=" + seconds + "&signature=" + signature.sign(file, seconds);
        return new SignedUrl(
                base.toString().replaceAll("/+$", "") + "/v1/files/" + file + "/download?" + query, seconds);
    }

    UrlSignature.Verdict verify(UUID file, long expires, String signed) {
        return signature.verify(file, expires, signed, Instant.now());
    }

    /** Empty for URLs that no key of this service signed, wherever they lead. */
    public Optional<Target> target(URI url) {
        String path = Optional.ofNullable(url.getPath()).orElse("");
        String query = Optional.ofNullable(url.getRawQuery()).orElse("");
        Matcher file = PATH.matcher(path);
        Matcher expires = EXPIRES.matcher(query);
        Matcher signed = SIGNATURE.matcher(query);
        if (!file.matches() || !expires.matches() || !signed.matches()) {
            return Optional.empty();
        }
        UUID id = UUID.fromString(file.group(1));
        return switch (verify(id, Long.parseLong(expires.group(1)), signed.group(1))) {
            case FOREIGN -> Optional.empty();
            case VALID -> Optional.of(new Target(id, true));
            case EXPIRED, FORGED -> Optional.of(new Target(id, false));
        };
    }

    /** Whether it leads where signed URLs of such a service do, be it this one or another. */
    public boolean isLikeOne(URI url) {
        return url.getPath() != null && PATH.matcher(url.getPath()).matches();
    }

    /** The keys that the instances share; the first one that comes makes one. */
    private Uni<List<SigningKey>> shared() {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("lock table signing_key in exclusive mode")
                        .executeUpdate()
                        .flatMap(locked -> session.createNativeQuery(
                                        "select id, secret from signing_key order by created_at desc", Object[].class)
                                .getResultList())
                        .flatMap(rows -> {
                            if (!rows.isEmpty()) {
                                return Uni.createFrom()
                                        .item(rows.stream().map(SignedUrls::key).toList());
                            }
                            SigningKey made = SigningKey.random();
                            return session.createNativeQuery("insert into signing_key (id, secret) values (?1, ?2)")
                                    .setParameter(1, made.id())
                                    .setParameter(2, made.secret())
                                    .executeUpdate()
                                    .replaceWith(List.of(made));
                        }));
    }

    private static SigningKey key(Object[] row) {
        return new SigningKey((String) row[0], (byte[]) row[1]);
    }
}
