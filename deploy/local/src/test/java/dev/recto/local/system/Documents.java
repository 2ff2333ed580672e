package dev.recto.local.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recto.local.bench.TextPdf;
import dev.recto.local.client.ReadingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Documents whose every page says its number, and what reading them must give. */
final class Documents {
    static final ReadingListener NOBODY = new ReadingListener() {
        @Override
        public void uploaded(long bytes, long total) {}

        @Override
        public void reading(int pagesDone, int pages, long seconds) {}
    };

    private static final List<String> WORDS = List.of(
            "apple", "bridge", "candle", "dragon", "engine", "forest", "garden", "hammer", "island", "jacket",
            "kitchen", "lantern", "mirror", "needle", "orange", "pencil", "quarter", "river", "shadow", "thunder");

    private Documents() {}

    /** Up to 20 pages, each with a word of its own. */
    static Path numbered(Path directory, int pages) throws IOException {
        return Files.write(
                directory.resolve(pages + "-pages.pdf"),
                TextPdf.of(pages, page -> "The word of this page is " + WORDS.get(page)));
    }

    /** The words that the pages of {@link #numbered} hold, in order. */
    static List<String> words(int pages) {
        return WORDS.subList(0, pages);
    }

    /** The words found in an answer's pages, in order of the answer; "?" where a page has none of them. */
    static List<String> wordsOf(JsonNode answer) {
        return answer.path("pages")
                .valueStream()
                .map(page -> WORDS.stream()
                        .filter(word -> page.path("markdown").asText().contains(word))
                        .findFirst()
                        .orElse("?"))
                .toList();
    }

    static List<Integer> indexesOf(JsonNode answer) {
        return answer.path("pages")
                .valueStream()
                .map(page -> page.path("index").asInt())
                .toList();
    }

    static List<Integer> indexes(int pages) {
        return IntStream.range(0, pages).boxed().toList();
    }
}
