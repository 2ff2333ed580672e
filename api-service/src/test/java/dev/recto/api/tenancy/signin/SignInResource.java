package dev.recto.api.tenancy.signin;

import static java.util.Map.entry;

import dev.recto.parts.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A service that trusts an issuer; each test starts it, or doesn't. */
public final class SignInResource implements QuarkusTestResourceLifecycleManager {
    static final String ISSUER = "https://people.example";
    static final String AUDIENCE = "recto";

    @Override
    public Map<String, String> start() {
        String provider = "http://127.0.0.1:" + FreePorts.find(1).getFirst();
        return Map.ofEntries(
                entry("recto.sign-in.issuer", ISSUER),
                entry("recto.sign-in.audience", AUDIENCE),
                entry("recto.sign-in.jwks-url", provider + "/jwks"),
                entry("recto.sign-in.refresh-pause", "0s"),
                entry("recto.sign-in.keep-keys-for", "1h"),
                entry("recto.sign-in.timeout", "10s"),
                entry("recto.sign-in.scopes.\"ocr-users\"", "read,write"),
                entry("recto.sign-in.scopes.\"ocr-admins\"", "admin"),
                entry("recto.page.provider.authorization-url", provider + "/authorize"),
                entry("recto.page.provider.token-url", provider + "/token"),
                entry("recto.page.provider.client-id", AUDIENCE),
                entry("recto.page.provider.client-secret", Issuer.SECRET),
                entry("recto.keys.fresh-for", "1ms"));
    }

    @Override
    public void stop() {}
}
