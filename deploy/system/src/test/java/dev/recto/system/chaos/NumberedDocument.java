package dev.recto.system.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recto.local.bench.TextPdf;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A document of five pages, of which no other document has one. */
record NumberedDocument(int number) {
    static final int PAGES = 5;
    private static final int WORDS_PER_PAGE = 4;
    /** So long that its bytes take the way over a temporary file. */
    private static final int LONG = 30_000;

    private static final List<String> WORDS = List.of(
            "apple", "bridge", "candle", "dragon", "engine", "forest", "garden", "hammer", "island", "jacket",
            "kitchen", "lantern", "mirror", "needle", "orange", "pencil", "quarter", "river", "shadow", "thunder");

    byte[] bytes() {
        String blank = number % 4 == 0 ? " ".repeat(LONG) : "";
        return TextPdf.of(PAGES, page -> words(page) + blank);
    }

    /** The page's number in base 20, a word per digit. */
    private String words(int page) {
        int id = number * PAGES + page;
        return IntStream.range(0, WORDS_PER_PAGE)
                .map(digit -> id / (int) Math.pow(WORDS.size(), digit) % WORDS.size())
                .mapToObj(WORDS::get)
                .collect(Collectors.joining(" "));
    }

    /** What an answer's pages should be, as {@link #found} says it. */
    List<String> expected() {
        return IntStream.range(0, PAGES)
                .mapToObj(page -> page + ": " + words(page))
                .toList();
    }

    /** Index and known words of each page, in the order of the answer. */
    static List<String> found(JsonNode answer) {
        return answer.path("pages")
                .valueStream()
                .map(page -> page.path("index").asInt() + ": "
                        + known(page.path("markdown").asText()))
                .toList();
    }

    /** In lower case: Tesseract does not tell an o at the start of a line from an O at every resolution. */
    private static String known(String text) {
        return List.of(text.toLowerCase(Locale.ROOT).split("\\s+")).stream()
                .filter(WORDS::contains)
                .collect(Collectors.joining(" "));
    }
}
