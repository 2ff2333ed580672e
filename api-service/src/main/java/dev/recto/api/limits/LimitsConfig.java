package dev.recto.api.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of one API key. Each instance of the service counts for itself: with N of them a key may reach N times as much. */
@ConfigMapping(prefix = "recto.limits")
interface LimitsConfig {
    /** Requests per minute; a minute's worth may come at once. */
    @WithDefault("60000")
    int requestsPerMinute();

    /** Tokens per minute that models read and write for it; when they are used up, nothing new is read. */
    @WithDefault("100000000")
    int tokensPerMinute();

    /** Requests at the same time, waiting ones included. */
    @WithDefault("512")
    int concurrentRequests();
}
