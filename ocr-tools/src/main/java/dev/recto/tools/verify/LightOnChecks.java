package dev.recto.tools.verify;

import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.lighton.LightOnMarkdown;
import dev.recto.worker.model.lighton.LightOnProcessor;
import dev.recto.worker.model.lighton.LightOnSizing;
import dev.recto.worker.snapshot.SnapshotJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** LightOnOCR-2: picture marks, and real sizes. */
record LightOnChecks(LightOnProcessor processor) implements FamilyChecks {
    private static final String BEFORE = "<|image_pad|>";
    private static final String BEHIND = "<|im_end|>";

    @Override
    public void tables(Path golden, Report report) {
        report.checkEntries(golden, "postprocess", LightOnChecks::postprocess);
        RealSizes.check(
                golden,
                report,
                meta -> processor.withSizing(new LightOnSizing(meta.integer("longest_edge"), meta.integer("multiple"))),
                LightOnProcessor::resize,
                "pixels_sha256");
    }

    private static boolean postprocess(SnapshotJson expected) {
        List<String> actual =
                LightOnMarkdown.marks(expected.text("text"), expected.integer("width"), expected.integer("height"))
                        .stream()
                        .map(mark -> Boxes.line(Integer.toString(mark.number()), mark.coordinates(), mark.pixels()))
                        .toList();
        return expected.part("boxes").elements().stream()
                .map(box -> Boxes.line(Integer.toString(box.integer("n")), box))
                .toList()
                .equals(actual);
    }

    @Override
    public LightOnProcessor processor(GoldenCase page) {
        return processor;
    }

    @Override
    public List<Picture> pictures(GoldenCase page, RgbImage image) {
        return List.of(new Picture("resized.png", processor.resize(image)));
    }

    @Override
    public @Nullable String instruction(GoldenCase page) {
        String instruction = page.promptBetween(BEFORE, BEHIND).strip();
        return instruction.isEmpty() ? null : instruction;
    }

    @Override
    public Optional<Variant> variant(GoldenCase page, GenerationOptions plain) {
        return Optional.empty();
    }
}
