package dev.recto.tools.verify;

import dev.recto.worker.model.EndTokens;
import dev.recto.worker.model.TextTokenizer;
import dev.recto.worker.snapshot.SnapshotJson;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Texts to ids and back. */
final class TextChecks {
    private final TextTokenizer tokenizer;
    private final Report report;

    TextChecks(TextTokenizer tokenizer, Report report) {
        this.tokenizer = tokenizer;
        this.report = report;
    }

    /** The texts of {@code golden/tokenizer.json}. */
    void tokenizer(Path golden) {
        report.checkTable(golden, "tokenizer", table -> {
            int texts = 0;
            for (SnapshotJson text : table.elements()) {
                int[] ids = text.integers("ids").orElse(new int[0]);
                String where = "text " + texts++ + ": ";
                if (!Arrays.equals(ids, tokenizer.encode(text.text("text")))) {
                    return Difference.problem(where + "other ids");
                }
                if (!tokenizer.decode(ids, false).equals(text.text("decoded"))
                        || !tokenizer.decode(ids, true).equals(text.text("decoded_skip_special"))) {
                    return Difference.problem(where + "decoded otherwise");
                }
            }
            return texts == 0 ? Difference.problem("no texts") : new Difference(true, "equal, " + texts + " texts");
        });
    }

    /** The reference tokens of a case, decoded both ways, and where they end. */
    void answer(GoldenCase page, Path snapshot) {
        report.check(page.name() + "/text", () -> {
            int[] tokens = NumpyFile.longs(page.file("tokens.npy")).toInts();
            return tokenizer.decode(tokens, false).equals(page.meta().text("text"))
                    ? Difference.equal(page.meta().text("text_skip_special"), tokenizer.decode(tokens, true))
                    : Difference.problem("decoded otherwise");
        });
        report.check(page.name() + "/end", () -> {
            Set<Integer> ends = EndTokens.read(snapshot);
            Set<Integer> expected =
                    Arrays.stream(page.integers("eos_token_ids")).boxed().collect(Collectors.toSet());
            if (!ends.equals(expected)) {
                return Difference.equal(expected, ends);
            }
            int[] tokens = NumpyFile.longs(page.file("tokens.npy")).toInts();
            int step = 0;
            while (step < tokens.length && !ends.contains(tokens[step])) {
                step++;
            }
            return Difference.equal(page.meta().integer("first_eos_step", tokens.length), step);
        });
    }
}
