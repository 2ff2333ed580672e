package dev.recto.system.monitoring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Metrics that services tell, with the labels that each has. */
public final class Scrape {
    private static final Pattern SERIES = Pattern.compile("(?m)^([A-Za-z_:][\\w:]*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    private final Map<String, Set<String>> labels = new TreeMap<>();

    public Scrape add(URI service) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(service.resolve("/q/metrics"))
                            .header("Accept", "text/plain; version=0.0.4")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            Matcher series = SERIES.matcher(answer.body());
            while (series.find()) {
                Set<String> known = labels.computeIfAbsent(series.group(1), any -> new TreeSet<>());
                if (series.group(2) != null) {
                    LABEL.matcher(series.group(2)).results().forEach(label -> known.add(label.group(1)));
                }
            }
        }
        return this;
    }

    public Map<String, Set<String>> labels() {
        return labels;
    }
}
