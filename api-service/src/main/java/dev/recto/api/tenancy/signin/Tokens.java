package dev.recto.api.tenancy.signin;

import dev.recto.api.background.Causes;
import dev.recto.api.background.Outage;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.http.Get;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/** Tokens of the one issuer that is trusted, signed with one of its published keys. Fetches those now and then, and waits for it. */
@Singleton
public class Tokens {
    /** Of key pairs only: who can check a signature can't make one. */
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    /** The end of the year 9999: what is later has no place in an {@link Instant}, perhaps. */
    private static final long LATEST = 253_402_300_799L;

    private final Optional<JwtConsumer> consumer;
    private final Duration clockSkew;
    private final Outage outage = new Outage("fetching the issuer's keys");

    Tokens(SignInConfig config) {
        consumer = config.issuer().map(issuer -> consumer(issuer, config));
        clockSkew = config.clockSkew();
    }

    /** Whether it is to be taken for a token; API keys have no dots. */
    public boolean isOne(String credential) {
        return consumer.isPresent()
                && credential.startsWith("eyJ")
                && credential.chars().filter(each -> each == '.').count() == 2;
    }

    /** For threads that may wait. */
    JwtClaims verify(String token) {
        try {
            JwtClaims claims = consumer.orElseThrow().processToClaims(token);
            outage.over();
            return claims;
        } catch (InvalidJwtException refused) {
            if (Causes.of(refused).anyMatch(IOException.class::isInstance)) {
                outage.failed(refused);
                throw new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "Tokens can't be checked at the moment.");
            }
            throw new ApiException(ErrorCode.INVALID_TOKEN);
        }
    }

    /** When it opens nothing any more. */
    Instant until(JwtClaims claims) {
        try {
            long seconds = Math.min(claims.getExpirationTime().getValue(), LATEST);
            return Instant.ofEpochSecond(seconds).plus(clockSkew);
        } catch (MalformedClaimException malformed) {
            throw new ApiException(ErrorCode.INVALID_TOKEN);
        }
    }

    private static JwtConsumer consumer(String issuer, SignInConfig config) {
        HttpsJwks keys = new HttpsJwks(config.jwksUrl()
                .orElseThrow(() -> new IllegalArgumentException("recto.sign-in.jwks-url is missing"))
                .toString());
        keys.setSimpleHttpGet(get(config.timeout()));
        keys.setDefaultCacheDuration(config.keepKeysFor().toSeconds());
        keys.setRetainCacheOnErrorDuration(config.keepKeysFor().toSeconds());
        keys.setRefreshReprieveThreshold(config.refreshPause().toMillis());
        return new JwtConsumerBuilder()
                .setExpectedIssuer(issuer)
                .setExpectedAudience(config.audience()
                        .orElseThrow(() -> new IllegalArgumentException("recto.sign-in.audience is missing")))
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(Math.toIntExact(config.clockSkew().toSeconds()))
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys))
                .build();
    }

    private static Get get(Duration timeout) {
        Get get = new Get();
        get.setConnectTimeout(Math.toIntExact(timeout.toMillis()));
        get.setReadTimeout(Math.toIntExact(timeout.toMillis()));
        get.setRetries(0);
        return get;
    }
}
