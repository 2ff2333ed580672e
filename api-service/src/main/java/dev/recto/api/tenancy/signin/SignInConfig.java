package dev.recto.api.tenancy.signin;

import dev.recto.api.tenancy.Scope;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sign-in with tokens of the organisation's own identity provider. */
@ConfigMapping(prefix = "recto.sign-in")
interface SignInConfig {
    /** Who issues the tokens, as they say in {@code iss}; without it only API keys open anything. */
    Optional<String> issuer();

    /** Whom the tokens must be meant for, as they say in {@code aud}; needed with an issuer. */
    Optional<String> audience();

    /** Where the issuer publishes its keys (a JWKS); needed with an issuer. */
    Optional<URI> jwksUrl();

    /** How long connecting there, and an answer from there, may take. */
    @WithDefault("2s")
    Duration timeout();

    /** How long fetched keys are used where the issuer does not say, and for how long more while they can't be fetched. */
    @WithDefault("1h")
    Duration keepKeysFor();

    /** How long after a fetch a token with an unknown key is refused without another fetch. */
    @WithDefault("10s")
    Duration refreshPause();

    /** How far the issuer's clock may be off. */
    @WithDefault("30s")
    Duration clockSkew();

    /** Organisation of everybody who signs in; without it the claim says. */
    Optional<UUID> organisation();

    /** Claim with the id of the organisation, which must exist. */
    @WithDefault("org_id")
    String organisationClaim();

    /** Claim with the id of the project, which must be the organisation's; without it everybody is in its first one. */
    Optional<String> projectClaim();

    /** Claim with what the person may do: a list, or words with spaces between. */
    @WithDefault("scope")
    String scopeClaim();

    /** Scopes that a word of that claim stands for; without any, the words are the scopes themselves. */
    Map<String, List<Scope>> scopes();
}
