package dev.recto.api.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of one API key, and of an organisation. Requests and tokens are shared by all instances of the service; the others are not. */
@ConfigMapping(prefix = "recto.limits")
interface LimitsConfig {
    /** Requests per minute; a minute's worth may come at once. */
    @WithDefault("60000")
    int requestsPerMinute();

    /** Tokens per minute that models read and write for it; when they are used up, nothing new is read. */
    @WithDefault("100000000")
    int tokensPerMinute();

    /** Requests at the same time in one instance, waiting ones included. */
    @WithDefault("512")
    int concurrentRequests();

    /**
     * Most that an organisation has of the room for temporary files, of the documents that are fetched and of the batches that are looked
     * through at a time: this part of what the others leave.
     */
    @WithDefault("0.9")
    double organisationShare();

    /** How often instances tell each other what was used: so long each may let in what others have used up. */
    @WithDefault("1s")
    Duration shareEvery();
}
