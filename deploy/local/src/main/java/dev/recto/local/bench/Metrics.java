package dev.recto.local.bench;

import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an API tells of itself, in the text format of Prometheus. */
record Metrics(String text) {
    static Metrics of(LocalStack stack) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest scrape = HttpRequest.newBuilder(stack.managementUrl(0).resolve("/q/metrics"))
                    .build();
            return new Metrics(
                    http.send(scrape, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    /** 0 where it was never told; labels as they are written. */
    double value(String series) {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(series) + " (\\S+)$").matcher(text);
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    Histogram histogram(String name, String label) {
        NavigableMap<Double, Long> buckets = new TreeMap<>();
        Pattern.compile("(?m)^" + Pattern.quote(name + "_bucket{" + label) + ",le=\"([^\"]+)\"} (\\S+)$")
                .matcher(text)
                .results()
                .forEach(bucket -> buckets.put(bound(bucket), (long) Double.parseDouble(bucket.group(2))));
        return new Histogram(buckets);
    }

    private static double bound(MatchResult bucket) {
        return bucket.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bucket.group(1));
    }
}
