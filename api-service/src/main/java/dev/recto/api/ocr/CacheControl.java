package dev.recto.api.ocr;

import dev.recto.api.reading.CacheUse;
import dev.recto.api.reading.Job;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The request header {@code Cache-Control} (RFC 9111), as far as it matters here, and what came of it. */
final class CacheControl {
    /** Tells how much of an answer was read before. */
    static final String OUTCOME = "X-Recto-Cache";

    private CacheControl() {}

    /** @param lines all that the request has of it */
    static CacheUse of(List<String> lines) {
        List<String> words = lines.stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (words.contains("no-store")) {
            return CacheUse.NONE;
        }
        return words.contains("no-cache") || words.contains("max-age=0") ? CacheUse.KEEP : CacheUse.LOOK_UP;
    }

    static String outcome(Job job) {
        if (job.pagesCached() == 0) {
            return "miss";
        }
        return job.pagesCached() == job.pagesTotal() ? "hit" : "partial";
    }
}
