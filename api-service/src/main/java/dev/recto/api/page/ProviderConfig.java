package dev.recto.api.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where people sign in to the page who have no key; what their tokens open here, {@code recto.sign-in.*} says. */
@ConfigMapping(prefix = "recto.page.provider")
public interface ProviderConfig {
    /** Where the browser goes for it (OpenID Connect's authorization endpoint); without it the page takes keys only. */
    Optional<URI> authorizationUrl();

    /** Where the service changes for a token what the browser comes back with; needed with the former, as is the next. */
    Optional<URI> tokenUrl();

    /** What the provider calls this service. */
    Optional<String> clientId();

    /** Proves that to the provider, where it wants that. */
    Optional<String> clientSecret();

    /** What is asked for. */
    @WithDefault("openid")
    String scope();

    /** Which of the provider's tokens is meant for this service: {@code access} or {@code id}. */
    @WithDefault("access")
    ProviderToken token();

    /** How long the provider may take for one. */
    @WithDefault("5s")
    Duration timeout();
}
