package dev.recto.api.web.gate;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.tenancy.BearerToken;
import dev.recto.api.tenancy.ClientNetwork;
import dev.recto.api.tenancy.signin.Tokens;
import dev.recto.api.web.ErrorWriter;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Takes the credential from the header {@code Authorization}, and says in the contract's words that nobody comes in without. */
@Singleton
class BearerMechanism implements HttpAuthenticationMechanism {
    private static final int UNAUTHORIZED = 401;

    private final ErrorWriter errors;
    private final Tokens tokens;

    BearerMechanism(ErrorWriter errors, Tokens tokens) {
        this.errors = errors;
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext routing, IdentityProviderManager providers) {
        Optional<String> token = BearerToken.of(routing.request().getHeader(HttpHeaders.AUTHORIZATION));
        if (token.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        if (tokens.isOne(token.get())) {
            return providers.authenticate(new TokenAuthenticationRequest(new TokenCredential(token.get(), "bearer")));
        }
        ClientNetwork client = ClientNetwork.of(routing.request().remoteAddress());
        return providers.authenticate(new ApiKeyRequest(token.get(), client));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext routing) {
        errors.write(routing, new ApiException(ErrorCode.MISSING_API_KEY));
        return Uni.createFrom().item(true);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext routing) {
        return Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(ApiKeyRequest.class, TokenAuthenticationRequest.class);
    }
}
