package dev.recto.tracing;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Where spans go.
 *
 * @param endpoint of a collector that takes OTLP over HTTP, without {@code /v1/traces}
 * @param ratio of the traces that begin here, the part that is recorded
 * @param headers sent along, such as a token that the collector wants
 * @param interval between two sendings
 * @param queue spans that wait for them; those that find it full are dropped
 */
record TracingSettings(
        String service,
        URI endpoint,
        double ratio,
        Map<String, String> headers,
        Duration timeout,
        Duration interval,
        int queue) {
    private static final int LEAST_QUEUE = 64;

    public TracingSettings {
        if (endpoint.getHost() == null
                || !("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))) {
            throw new IllegalArgumentException("recto.tracing.endpoint must be an http or https URL");
        }
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("recto.tracing.sample-ratio must be between 0 and 1");
        }
        if (queue < LEAST_QUEUE) {
            throw new IllegalArgumentException("recto.tracing.queue must be " + LEAST_QUEUE + " at least");
        }
        headers = Map.copyOf(headers);
    }

    static TracingSettings of(String service, double ratio, TracingOptions options) {
        return new TracingSettings(
                service,
                options.endpoint(),
                ratio,
                options.headers(),
                options.timeout(),
                options.interval(),
                options.queue());
    }

    String address() {
        return endpoint.toString().replaceAll("/+$", "") + "/v1/traces";
    }
}
