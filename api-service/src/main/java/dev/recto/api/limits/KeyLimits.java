package dev.recto.api.limits;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What one key may do, for what is known here of what it has done. */
public final class KeyLimits {
    /** A request that waits for another one to end has not long to wait. */
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final LimitsConfig config;
    private final TokenBucket requests;
    private final TokenBucket tokens;
    private int running;

    KeyLimits(LimitsConfig config, long now) {
        this.config = config;
        this.requests = new TokenBucket(config.requestsPerMinute(), now);
        this.tokens = new TokenBucket(config.tokensPerMinute(), now);
    }

    /**
     * Lets a request in, which must {@link #leave()}; or says how long it should wait.
     *
     * @param reads whether it makes a model use tokens
     */
    public synchronized Optional<Duration> enter(boolean reads, long now) {
        if (running >= config.concurrentRequests()) {
            return Optional.of(BUSY);
        }
        if (reads && tokens.remaining(now) == 0) {
            return Optional.of(Duration.ofSeconds(tokens.secondsUntilOne(now)));
        }
        if (!requests.take(now)) {
            return Optional.of(Duration.ofSeconds(requests.secondsUntilOne(now)));
        }
        running++;
        return Optional.empty();
    }

    public synchronized void leave() {
        running--;
    }

    void spend(long used, long now) {
        tokens.spend(used, now);
    }

    /** What was used since this was last asked for; to be told to the other instances of the service. */
    Used untold() {
        return new Used(requests.untold(), tokens.untold());
    }

    void notTold(Used used) {
        requests.notTold(used.requests());
        tokens.notTold(used.tokens());
    }

    void learn(Left left, long now) {
        requests.learn(left.requests(), now);
        tokens.learn(left.tokens(), now);
    }

    /** Limits, what remains of them, and seconds until they are whole again. */
    public Map<String, String> headers(long now) {
        Map<String, String> headers = new LinkedHashMap<>();
        put(headers, "requests", config.requestsPerMinute(), requests, now);
        put(headers, "tokens", config.tokensPerMinute(), tokens, now);
        return headers;
    }

    private static void put(Map<String, String> headers, String what, int limit, TokenBucket bucket, long now) {
        headers.put("x-ratelimit-limit-" + what, Integer.toString(limit));
        headers.put("x-ratelimit-remaining-" + what, Integer.toString(bucket.remaining(now)));
        headers.put("x-ratelimit-reset-" + what, Long.toString(bucket.secondsUntilFull(now)));
    }
}
