package dev.recto.tools.verify;

import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.decode.NgramBan;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.TextTokenizer;
import dev.recto.worker.model.deepseek.DeepSeekMarkdown;
import dev.recto.worker.model.deepseek.DeepSeekProcessor;
import dev.recto.worker.model.deepseek.Grounding;
import dev.recto.worker.model.deepseek.TileGrid;
import dev.recto.worker.model.deepseek.Views;
import dev.recto.worker.snapshot.SnapshotJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** DeepSeek-OCR: tile grids, tags, views of several sizes, the n-gram ban. */
record DeepSeekChecks(DeepSeekProcessor processor, TextTokenizer tokenizer) implements FamilyChecks {
    private static final int PUBLISHED_BASE_SIZE = 1024;

    @Override
    public void tables(Path golden, Report report) {
        report.checkEntries(golden, "tile_grid", this::tileGrid);
        report.checkEntries(golden, "postprocess", DeepSeekChecks::postprocess);
    }

    private boolean tileGrid(SnapshotJson expected) {
        Views views = new Views(
                Views.Mode.TILED,
                PUBLISHED_BASE_SIZE,
                expected.integer("tile"),
                expected.integer("min_crops"),
                expected.integer("max_crops"));
        int width = expected.integer("width");
        int height = expected.integer("height");
        int[] grid = expected.integers("cols_rows").orElseThrow();
        return views.grid(width, height).equals(new TileGrid(grid[0], grid[1]))
                && processor.withViews(views).imageTokens(width, height) == expected.integer("num_image_tokens");
    }

    private static boolean postprocess(SnapshotJson expected) {
        String text = expected.text("text");
        int width = expected.integer("width");
        int height = expected.integer("height");
        List<String> actual = new ArrayList<>();
        for (Grounding.Place place : Grounding.places(text)) {
            for (int[] box : place.boxes()) {
                actual.add(Boxes.line(place.label(), box, Grounding.pixels(box, width, height)));
            }
        }
        List<String> boxes = expected.part("boxes").elements().stream()
                .map(box -> Boxes.line(box.text("label"), box))
                .toList();
        return boxes.equals(actual) && DeepSeekMarkdown.published(text).equals(expected.text("markdown"));
    }

    @Override
    public DeepSeekProcessor processor(GoldenCase page) {
        SnapshotJson meta = page.meta();
        String mode = meta.text("mode");
        return processor.withViews(new Views(
                switch (mode) {
                    case "gundam", "gundam-real" -> Views.Mode.TILED;
                    case "base" -> Views.Mode.PADDED;
                    case "squash" -> Views.Mode.SQUASHED;
                    default -> throw new IllegalArgumentException("mode " + mode);
                },
                meta.integer("base_size"),
                meta.integer("tile_size"),
                meta.integer("min_crops"),
                meta.integer("max_crops")));
    }

    @Override
    public List<Picture> pictures(GoldenCase page, RgbImage image) {
        Views.Seen seen = processor(page).views().of(image);
        int[] grid = page.meta().integers("tile_grid_cols_rows").orElse(new int[] {1, 1});
        if (!seen.grid().equals(new TileGrid(grid[0], grid[1]))) {
            throw new IllegalStateException("grid is " + seen.grid() + ", not " + grid[0] + "x" + grid[1]);
        }
        List<Picture> pictures = new ArrayList<>();
        pictures.add(new Picture("global_view.png", seen.page()));
        for (int tile = 0; tile < seen.tiles().size(); tile++) {
            pictures.add(new Picture("tile_" + tile + ".png", seen.tiles().get(tile)));
        }
        return pictures;
    }

    // The default is left out, so that the checks see that it is the default.
    @Override
    public @Nullable String instruction(GoldenCase page) {
        return page.meta().text("task", "").equals("document")
                ? null
                : page.meta().text("prompt");
    }

    @Override
    public String arrayName(ImageView.Kind kind) {
        return kind == ImageView.Kind.TILES ? "tiles" : "global";
    }

    @Override
    public Optional<Variant> variant(GoldenCase page, GenerationOptions plain) {
        SnapshotJson meta = page.meta();
        Set<Integer> cells = Set.of(tokenizer.id("<td>"), tokenizer.id("</td>"));
        NgramBan ban = new NgramBan(meta.integer("ngram/ngram_size", 2), meta.integer("ngram/window_size", 16), cells);
        return Optional.of(new Variant("tokens_ngram.npy", plain.withNgramBan(ban)));
    }
}
