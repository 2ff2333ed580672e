package dev.recto.tools.verify;

import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.PageProcessor;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.snapshot.SnapshotJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Pages at the published sizes, {@code real_sizes/{page,wide}}: pictures, digests of pixels, numbers of tokens. */
final class RealSizes {
    private static final List<String> CASES = List.of("page", "wide");

    private RealSizes() {}

    static <P extends PageProcessor> void check(
            Path golden,
            Report report,
            Function<SnapshotJson, P> sized,
            BiFunction<P, RgbImage, RgbImage> resize,
            String digestKey) {
        for (String name : CASES) {
            String where = "real_sizes/" + name;
            if (!Files.exists(golden.resolve(where))) {
                report.note(where, "not in this set");
                continue;
            }
            report.attempt(where, () -> GoldenCase.open(golden, where)).ifPresent(page -> {
                P processor = sized.apply(page.meta());
                report.check(
                        where + "/resized.png",
                        () -> Difference.equal(
                                PngFile.read(page.file("resized.png")), resize.apply(processor, page.image())));
                report.attempt(where + "/prepare", () -> processor.prepare(page.image(), null))
                        .ifPresent(input -> tokens(page, input, digestKey, report));
            });
        }
    }

    private static void tokens(GoldenCase page, PreparedPage input, String digestKey, Report report) {
        report.check(
                page.name() + "/pixels",
                () -> Difference.equal(
                        page.meta().text(digestKey),
                        Digests.sha256(input.views().getFirst().values())));
        report.check(
                page.name() + "/image tokens",
                () -> Difference.equal(page.meta().integer("num_image_tokens"), input.imageTokens()));
    }
}
