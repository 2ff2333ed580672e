package dev.recto.api.tenancy.signin;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.tenancy.Person;
import dev.recto.api.tenancy.Scope;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jspecify.annotations.Nullable;

/** What the claims of a token mean here. */
@Singleton
class Claims {
    private final SignInConfig config;

    Claims(SignInConfig config) {
        this.config = config;
    }

    Person person(JwtClaims claims) {
        try {
            return new Person(
                    claims.getIssuer(),
                    claims.getSubject(),
                    config.organisation().orElseGet(() -> id(claims, config.organisationClaim())),
                    config.projectClaim().map(claim -> id(claims, claim)).orElse(null));
        } catch (MalformedClaimException malformed) {
            throw new ApiException(ErrorCode.INVALID_TOKEN);
        }
    }

    Set<Scope> scopes(JwtClaims claims) {
        EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
        words(claims.getClaimValue(config.scopeClaim())).flatMap(this::meaning).forEach(scopes::add);
        return scopes;
    }

    private Stream<Scope> meaning(String word) {
        return config.scopes().isEmpty()
                ? Arrays.stream(Scope.values()).filter(scope -> scope.role().equals(word))
                : config.scopes().getOrDefault(word, List.of()).stream();
    }

    private static Stream<String> words(@Nullable Object claim) {
        return switch (claim) {
            case String text -> Arrays.stream(text.split(" "));
            case List<?> list -> list.stream().filter(String.class::isInstance).map(String.class::cast);
            case null, default -> Stream.empty();
        };
    }

    private static UUID id(JwtClaims claims, String claim) {
        try {
            return Optional.ofNullable(claims.getStringClaimValue(claim))
                    .map(UUID::fromString)
                    .orElseThrow(Claims::homeless);
        } catch (MalformedClaimException | IllegalArgumentException notOne) {
            throw homeless();
        }
    }

    static ApiException homeless() {
        return new ApiException(
                ErrorCode.INVALID_TOKEN, "The token names no organisation or project that is known here.");
    }
}
