package dev.recto.api.web.gate;

import dev.recto.api.tenancy.ClientNetwork;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** Asks who has this key. */
final class ApiKeyRequest extends BaseAuthenticationRequest {
    private final String key;
    private final ClientNetwork client;

    ApiKeyRequest(String key, ClientNetwork client) {
        this.key = key;
        this.client = client;
    }

    String key() {
        return key;
    }

    ClientNetwork client() {
        return client;
    }
}
