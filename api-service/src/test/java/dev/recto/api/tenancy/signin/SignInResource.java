package dev.recto.api.tenancy.signin;

import dev.recto.parts.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A service that trusts an issuer; each test starts it, or doesn't. */
public final class SignInResource implements QuarkusTestResourceLifecycleManager {
    static final String ISSUER = "https://people.example";
    static final String AUDIENCE = "recto";

    @Override
    public Map<String, String> start() {
        return Map.of(
                "recto.sign-in.issuer", ISSUER,
                "recto.sign-in.audience", AUDIENCE,
                "recto.sign-in.jwks-url",
                        "http://127.0.0.1:" + FreePorts.find(1).getFirst() + "/jwks",
                "recto.sign-in.refresh-pause", "0s",
                "recto.sign-in.keep-keys-for", "1h",
                "recto.sign-in.timeout", "10s",
                "recto.sign-in.scopes.\"ocr-users\"", "read,write",
                "recto.sign-in.scopes.\"ocr-admins\"", "admin",
                "recto.keys.fresh-for", "1ms");
    }

    @Override
    public void stop() {}
}
