package dev.recto.tools.verify;

import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.glm.GlmProcessor;
import dev.recto.worker.model.glm.SmartResize;
import dev.recto.worker.snapshot.SnapshotJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** GLM-OCR: its resize rule, the repetition penalty, and real sizes. */
record GlmChecks(GlmProcessor processor) implements FamilyChecks {
    private static final String BEFORE = "<|end_of_image|>";
    private static final String BEHIND = "<|assistant|>";
    private static final double PUBLISHED_PENALTY = 1.1;

    @Override
    public void tables(Path golden, Report report) {
        report.checkEntries(golden, "smart_resize", GlmChecks::smartResize);
        RealSizes.check(
                golden,
                report,
                meta -> processor.withSizing(new SmartResize(
                        meta.integer("shortest_edge"),
                        meta.integer("longest_edge"),
                        processor.sizing().cell(),
                        processor.sizing().frames())),
                GlmProcessor::resize,
                "patches_sha256");
    }

    private static boolean smartResize(SnapshotJson expected) {
        int[] size = expected.integers("resized").orElseThrow();
        return SmartResize.PUBLISHED
                .apply(expected.integer("width"), expected.integer("height"))
                .equals(new SmartResize.Size(size[0], size[1]));
    }

    @Override
    public GlmProcessor processor(GoldenCase page) {
        return processor;
    }

    @Override
    public List<Picture> pictures(GoldenCase page, RgbImage image) {
        return List.of(new Picture("resized.png", processor.resize(image)));
    }

    // The default is left out, so that the checks see that it is the default.
    @Override
    public @Nullable String instruction(GoldenCase page) {
        return page.meta().text("task", "").equals("text") ? null : page.promptBetween(BEFORE, BEHIND);
    }

    @Override
    public Optional<Variant> variant(GoldenCase page, GenerationOptions plain) {
        double penalty = page.meta().numbers("repetition/penalty", PUBLISHED_PENALTY)[0];
        return Optional.of(new Variant("tokens_repetition.npy", plain.withRepetitionPenalty(penalty)));
    }
}
