package dev.recto.tools.verify;

import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A page's way to the network: pictures, pixel tensors, prompt, positions. */
final class PromptChecks {
    private final FamilyChecks family;
    private final Report report;

    PromptChecks(FamilyChecks family, Report report) {
        this.family = family;
        this.report = report;
    }

    /** The prepared page, if it could be prepared. */
    Optional<PreparedPage> run(GoldenCase page) {
        Optional<RgbImage> image = report.attempt(page.name() + "/image", page::image);
        Optional<PreparedPage> prepared = image.flatMap(pixels -> report.attempt(
                page.name() + "/prepare", () -> family.processor(page).prepare(pixels, family.instruction(page))));
        image.ifPresent(pixels -> pictures(page, pixels));
        prepared.ifPresent(input -> {
            pixelTensors(page, input);
            prompt(page, input);
        });
        return prepared;
    }

    private void pictures(GoldenCase page, RgbImage image) {
        report.attempt(page.name() + "/pictures", () -> family.pictures(page, image))
                .ifPresent(pictures -> {
                    for (FamilyChecks.Picture picture : pictures) {
                        report.check(
                                page.name() + "/" + picture.file(),
                                () -> Difference.equal(PngFile.read(page.file(picture.file())), picture.actual()));
                    }
                });
    }

    private void pixelTensors(GoldenCase page, PreparedPage input) {
        for (ImageView view : input.views()) {
            report.check(page.name() + "/pixels " + name(view), () -> pixels(page, view));
        }
        if (!page.hasDigests()) {
            report.check(page.name() + "/pixel_values.npz holds no more", () -> {
                Map<String, Tensor> arrays = NumpyFile.archive(page.file("pixel_values.npz"));
                return Difference.equal(input.views().size(), arrays.size());
            });
        }
    }

    private Difference pixels(GoldenCase page, ImageView view) throws IOException {
        if (page.hasDigests()) {
            String key = view.kind() == ImageView.Kind.TILES ? "tile_pixels_sha256" : "global_pixels_sha256";
            return Difference.equal(page.meta().text(key), Digests.sha256(view.values()));
        }
        return page.pixels(family.arrayName(view.kind()), view.shape(), view.values());
    }

    private void prompt(GoldenCase page, PreparedPage input) {
        report.check(
                page.name() + "/input_ids",
                () -> Difference.equal(
                        NumpyFile.longs(page.file("input_ids.npy")).toInts(), input.inputIds()));
        report.check(
                page.name() + "/image tokens",
                () -> Difference.equal(page.meta().integer("num_image_tokens"), input.imageTokens()));
        int[][] positions = input.positions();
        if (positions != null) {
            report.check(
                    page.name() + "/position_ids",
                    () -> Difference.equal(
                            NumpyFile.longs(page.file("position_ids.npy")).toInts(),
                            Arrays.stream(positions)
                                    .flatMapToInt(Arrays::stream)
                                    .toArray()));
            report.check(
                    page.name() + "/rope_delta",
                    () -> Difference.equal(
                            page.meta().integer("rope_delta"), input.nextPosition() - input.inputIds().length));
        }
    }

    private static String name(ImageView view) {
        return view.kind().name().toLowerCase(Locale.ROOT);
    }
}
