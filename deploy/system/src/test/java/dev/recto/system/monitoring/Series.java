package dev.recto.system.monitoring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Values that a service tells of itself at one moment. */
public record Series(String text) {
    public static Series of(URI service) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest scrape = HttpRequest.newBuilder(service.resolve("/q/metrics"))
                    .header("Accept", "text/plain; version=0.0.4")
                    .build();
            return new Series(
                    client.send(scrape, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    /**
     * The sum over all series of the name that have these labels, of which there must be one.
     *
     * @param labels as they are written
     */
    public double value(String name, String... labels) {
        List<Double> values = Pattern.compile("(?m)^" + Pattern.quote(name) + "(\\{.*})? (\\S+)$")
                .matcher(text)
                .results()
                .filter(series -> series.group(1) == null
                        ? labels.length == 0
                        : Arrays.stream(labels).allMatch(series.group(1)::contains))
                .map(series -> Double.parseDouble(series.group(2)))
                .toList();
        if (values.isEmpty()) {
            throw new AssertionError("nothing is told of " + name + " with " + List.of(labels));
        }
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }
}
