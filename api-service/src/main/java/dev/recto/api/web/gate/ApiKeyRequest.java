package dev.recto.api.web.gate;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** Asks who has this key. */
final class ApiKeyRequest extends BaseAuthenticationRequest {
    private final String key;
    private final String address;

    /** @param address of the client */
    ApiKeyRequest(String key, String address) {
        this.key = key;
        this.address = address;
    }

    String key() {
        return key;
    }

    String address() {
        return address;
    }
}
