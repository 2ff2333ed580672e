package dev.recto.worker.model;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.recto.worker.snapshot.SnapshotException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A snapshot's {@code tokenizer.json}. Thread-safe. Adds and removes no special tokens on its own. */
public final class TextTokenizer implements PromptTokenizer, AutoCloseable {
    private static final Map<String, String> VERBATIM =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    static {
        // The library reports its use to its makers unless told not to.
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    private final Path file;
    private final HuggingFaceTokenizer tokenizer;

    private TextTokenizer(Path file, HuggingFaceTokenizer tokenizer) {
        this.file = file;
        this.tokenizer = tokenizer;
    }

    public static TextTokenizer open(Path snapshot) {
        Path file = snapshot.resolve("tokenizer.json");
        if (!Files.isRegularFile(file)) {
            throw new SnapshotException(file, "is missing");
        }
        try {
            return new TextTokenizer(file, HuggingFaceTokenizer.newInstance(file, VERBATIM));
        } catch (IOException | RuntimeException e) {
            throw new SnapshotException(file, "can't be read as a tokenizer", e);
        }
    }

    @Override
    public int[] encode(String text) {
        return Arrays.stream(tokenizer.encode(text, false, false).getIds())
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    /** Bytes that are no UTF-8 become U+FFFD. */
    public String decode(int[] ids, boolean skipSpecialTokens) {
        return tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), skipSpecialTokens);
    }

    @Override
    public int id(String token) {
        int[] ids = encode(token);
        if (ids.length != 1) {
            throw new SnapshotException(file, "has no token " + token);
        }
        return ids[0];
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
