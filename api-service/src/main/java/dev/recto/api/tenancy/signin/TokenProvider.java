package dev.recto.api.tenancy.signin;

import dev.recto.api.tenancy.ApiKey;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.tenancy.KnownKeys;
import dev.recto.api.tenancy.LastUse;
import dev.recto.api.tenancy.OpenKeys;
import dev.recto.api.tenancy.Scope;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;

/** Knows callers by the tokens of their identity provider. */
@Singleton
class TokenProvider implements IdentityProvider<TokenAuthenticationRequest> {
    private final Tokens tokens;
    private final Claims meaning;
    private final KnownKeys known;
    private final LastUse lastUse;

    TokenProvider(Tokens tokens, Claims meaning, KnownKeys known, LastUse lastUse) {
        this.tokens = tokens;
        this.meaning = meaning;
        this.known = known;
        this.lastUse = lastUse;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        String token = request.getToken().getToken();
        return here(Uni.createFrom()
                        .item(() -> tokens.verify(token))
                        .runSubscriptionOn(
                                command -> Thread.ofVirtual().name("token").start(command)))
                .flatMap(claims -> known.find(meaning.person(claims))
                        .map(found -> found.orElseThrow(Claims::homeless))
                        .map(person -> identity(person, claims)))
                .onFailure()
                .transform(AuthenticationFailedException::new);
    }

    /** Goes on where it was asked for, though a token is checked by a thread that may wait. */
    private static <T> Uni<T> here(Uni<T> elsewhere) {
        Context context = Vertx.currentContext();
        return context == null
                ? elsewhere
                : elsewhere.emitOn(command -> context.runOnContext(ignored -> command.run()));
    }

    private SecurityIdentity identity(ApiKey person, JwtClaims claims) {
        Set<Scope> scopes = meaning.scopes(claims);
        Caller row = person.caller();
        lastUse.now(row.keyId());
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new Caller(row.keyId(), row.organisation(), row.project(), scopes.contains(Scope.ADMIN)))
                .addAttribute(OpenKeys.UNTIL, tokens.until(claims));
        scopes.stream().map(Scope::role).forEach(identity::addRole);
        return identity.build();
    }
}
