package dev.recto.tools.verify;

import dev.recto.model.Box;
import dev.recto.worker.detector.Detection;
import dev.recto.worker.detector.Label;
import dev.recto.worker.regions.AnswerStyle;
import dev.recto.worker.regions.PageAssembly;
import dev.recto.worker.regions.PageBlock;
import dev.recto.worker.regions.ReadRegion;
import dev.recto.worker.regions.Region;
import dev.recto.worker.regions.RegionFilter;
import dev.recto.worker.regions.RegionText;
import dev.recto.worker.regions.Treatment;
import dev.recto.worker.snapshot.SnapshotJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables of {@code golden/}: detections to regions, texts to markdown, and both together. */
final class RegionTables {
    private RegionTables() {}

    static void check(Path golden, Report report) {
        report.checkEntries(golden, "filters", RegionTables::filtered);
        report.checkEntries(golden, "formatting", RegionTables::formatted);
        report.checkTable(golden, "pipeline", pipeline -> {
            Difference regions = difference(pipeline.part("regions").elements(), regions(pipeline));
            return regions.accepted() ? Difference.equal(pipeline.text("markdown"), markdown(pipeline)) : regions;
        });
    }

    private static boolean filtered(SnapshotJson table) {
        return difference(table.part("regions").elements(), regions(table)).accepted();
    }

    private static List<Region> regions(SnapshotJson table) {
        int[] size = table.integers("page_size").orElseThrow();
        List<Detection> detections = table.part("detections").elements().stream()
                .map(DetectionTables::read)
                .toList();
        return new RegionFilter(size[0], size[1]).regions(detections);
    }

    private static boolean formatted(SnapshotJson table) {
        List<String> texts =
                table.elements().stream().map(text -> text.text("")).toList();
        Label label = Label.valueOf(texts.get(0).toUpperCase(Locale.ROOT));
        return RegionText.markdown(label, texts.get(1), AnswerStyle.PLAIN).equals(texts.get(2));
    }

    static Difference difference(List<SnapshotJson> expected, List<Region> all) {
        List<String> actual = all.stream()
                .filter(region -> region.treatment() != Treatment.LEFT_OUT)
                .map(region -> line(
                        region.label().toString(),
                        task(region.treatment()),
                        numbers(region.box()),
                        numbers(region.thousandths()),
                        numbers(region.crop())))
                .toList();
        return Difference.equal(
                expected.stream()
                        .map(region -> line(
                                region.text("label"),
                                region.text("task"),
                                region.integers("box").orElseThrow(),
                                region.integers("bbox_2d").orElseThrow(),
                                region.integers("crop").orElseThrow()))
                        .toList(),
                actual);
    }

    private static String line(String label, String task, int[]... boxes) {
        return label + " " + task + " " + Arrays.deepToString(boxes);
    }

    private static int[] numbers(Box box) {
        return new int[] {box.left(), box.top(), box.right(), box.bottom()};
    }

    private static String task(Treatment treatment) {
        return switch (treatment) {
            case TEXT -> "text";
            case TABLE -> "table";
            case FORMULA -> "formula";
            case PICTURE -> "skip";
            case LEFT_OUT -> "abandon";
        };
    }

    private static String markdown(SnapshotJson pipeline) {
        List<SnapshotJson> texts = pipeline.part("texts").elements();
        List<ReadRegion> read = new ArrayList<>();
        for (Region region : regions(pipeline)) {
            if (region.treatment() != Treatment.LEFT_OUT) {
                SnapshotJson text = texts.get(read.size());
                read.add(new ReadRegion(region, text.has("") ? Optional.of(text.text("")) : Optional.empty()));
            }
        }
        List<String> parts = new ArrayList<>();
        int pictures = 0;
        for (PageBlock block : PageAssembly.blocks(read, AnswerStyle.PLAIN)) {
            boolean picture = block.region().treatment() == Treatment.PICTURE;
            parts.add(picture ? mark(pictures++) : block.text());
        }
        return String.join("\n\n", parts);
    }

    private static String mark(int picture) {
        return "![Image 0-" + picture + "](imgs/cropped_page0_idx" + picture + ".jpg)";
    }
}
