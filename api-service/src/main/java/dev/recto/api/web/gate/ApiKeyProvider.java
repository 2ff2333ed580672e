package dev.recto.api.web.gate;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.tenancy.ApiKey;
import dev.recto.api.tenancy.KnownKeys;
import dev.recto.api.tenancy.LastUse;
import dev.recto.api.tenancy.Scope;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Knows callers by their API keys. */
@Singleton
class ApiKeyProvider implements IdentityProvider<ApiKeyRequest> {
    private final KnownKeys keys;
    private final LastUse lastUse;

    ApiKeyProvider(KnownKeys keys, LastUse lastUse) {
        this.keys = keys;
        this.lastUse = lastUse;
    }

    @Override
    public Class<ApiKeyRequest> getRequestType() {
        return ApiKeyRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(ApiKeyRequest request, AuthenticationRequestContext context) {
        return keys.find(request.key(), request.client())
                .map(found -> found.orElseThrow(() -> new ApiException(ErrorCode.INVALID_API_KEY)))
                .map(this::identity)
                .onFailure()
                .transform(AuthenticationFailedException::new);
    }

    private SecurityIdentity identity(ApiKey key) {
        lastUse.now(key.caller().keyId());
        QuarkusSecurityIdentity.Builder identity =
                QuarkusSecurityIdentity.builder().setPrincipal(key.caller());
        key.scopes().stream().map(Scope::role).forEach(identity::addRole);
        return identity.build();
    }
}
