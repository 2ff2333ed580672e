package dev.recto.worker.model.deepseek;

import dev.recto.worker.image.PixelScale;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.AnnotationPrompts;
import dev.recto.worker.model.DrawingSize;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.ModelText;
import dev.recto.worker.model.PageLoad;
import dev.recto.worker.model.PageProcessor;
import dev.recto.worker.model.ParsedPage;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.PromptIds;
import dev.recto.worker.model.PromptTokenizer;
import dev.recto.worker.snapshot.SnapshotJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DeepSeek-OCR: squares of fixed sizes, a plain prompt, boxes in the text. */
public final class DeepSeekProcessor implements PageProcessor {
    public static final String DOCUMENT = "<|grounding|>Convert the document to markdown.";
    public static final String OTHER_IMAGE = "<|grounding|>OCR this image.";
    public static final String FREE_TEXT = "Free OCR.";
    public static final String FIGURE = "Parse the figure.";
    public static final String DESCRIPTION = "Describe this image in detail.";

    private static final DrawingSize DRAWING = new DrawingSize(144, Integer.MAX_VALUE);

    private final PromptTokenizer tokenizer;
    private final Views views;
    private final CellCount cells;
    private final PixelScale scale;
    private final String imageToken;
    private final int imageTokenId;
    private final int startTokenId;

    private DeepSeekProcessor(
            PromptTokenizer tokenizer,
            Views views,
            CellCount cells,
            PixelScale scale,
            String imageToken,
            int startTokenId) {
        this.tokenizer = tokenizer;
        this.views = views;
        this.cells = cells;
        this.scale = scale;
        this.imageToken = imageToken;
        this.imageTokenId = tokenizer.id(imageToken);
        this.startTokenId = startTokenId;
    }

    public static DeepSeekProcessor open(Path snapshot, PromptTokenizer tokenizer) {
        // The sizes are absent from the published file: they are the defaults of its scripts.
        SnapshotJson processor = SnapshotJson.readIfPresent(snapshot, "processor_config.json");
        Views views = new Views(
                Views.Mode.TILED,
                processor.integer("base_size", 1024),
                processor.integer("image_size", 640),
                processor.integer("min_crops", 2),
                processor.integer("max_crops", 6));
        CellCount cells = new CellCount(processor.integer("patch_size", 16), processor.integer("downsample_ratio", 4));
        PixelScale scale = PixelScale.dividing(
                processor.numbers("image_mean", 0.5, 0.5, 0.5), processor.numbers("image_std", 0.5, 0.5, 0.5));
        String imageToken = processor.text("image_token", "<image>");
        return new DeepSeekProcessor(tokenizer, views, cells, scale, imageToken, startToken(snapshot, tokenizer));
    }

    private static int startToken(Path snapshot, PromptTokenizer tokenizer) {
        SnapshotJson config = SnapshotJson.readIfPresent(snapshot, "tokenizer_config.json");
        String fallback = "<｜begin▁of▁sentence｜>";
        return tokenizer.id(
                config.has("bos_token/content")
                        ? config.text("bos_token/content", fallback)
                        : config.text("bos_token", fallback));
    }

    /** The same with other views. */
    public DeepSeekProcessor withViews(Views other) {
        return new DeepSeekProcessor(tokenizer, other, cells, scale, imageToken, startTokenId);
    }

    public Views views() {
        return views;
    }

    /** Image tokens of a page of this size. */
    public int imageTokens(int width, int height) {
        return cells.features(views, views.grid(width, height));
    }

    @Override
    public DrawingSize drawingSize() {
        return DRAWING;
    }

    /** One that is cut into as many tiles as there may be, whatever its size. */
    @Override
    public PageLoad largest(int longestSide) {
        TileGrid grid = views.largestGrid();
        long whole = 3L * views.baseSize() * views.baseSize();
        long tiles = grid.tiles() == 1 ? 0 : 3L * grid.tiles() * views.tileSize() * views.tileSize();
        return new PageLoad(whole + tiles, Math.max(whole, tiles), cells.features(views, grid));
    }

    @Override
    public PreparedPage prepare(RgbImage page, @Nullable String prompt) {
        Views.Seen seen = views.of(page);
        List<ImageView> inputs = new ArrayList<>();
        if (!seen.tiles().isEmpty()) {
            inputs.add(view(
                    ImageView.Kind.TILES,
                    seen.tiles(),
                    seen.grid().rows(),
                    seen.grid().columns()));
        }
        int base = cells.perSide(views.baseSize());
        inputs.add(view(ImageView.Kind.GLOBAL, List.of(seen.page()), base, base));
        int[] prompted = tokenizer.encode(promptText(prompt == null ? DOCUMENT : prompt));
        int[] ids = new int[prompted.length + 1];
        ids[0] = startTokenId;
        System.arraycopy(prompted, 0, ids, 1, prompted.length);
        int[] expanded = PromptIds.expand(ids, imageTokenId, cells.features(views, seen.grid()));
        return new PreparedPage(expanded, inputs, imageTokenId, null, expanded.length);
    }

    // The published prompts are written with the image token in front; both spellings mean the same.
    private String promptText(String prompt) {
        String written = imageToken + "\n";
        return prompt.startsWith(written) ? prompt : written + prompt;
    }

    private ImageView view(ImageView.Kind kind, List<RgbImage> squares, int rows, int columns) {
        int side = squares.getFirst().width();
        int size = 3 * side * side;
        float[] values = new float[squares.size() * size];
        for (int i = 0; i < squares.size(); i++) {
            scale.writePlanes(squares.get(i), values, i * size);
        }
        return new ImageView(kind, values, new long[] {squares.size(), 3, side, side}, rows, columns);
    }

    @Override
    public String annotationPrompt(String prompt, @Nullable String schema) {
        return AnnotationPrompts.withSchema(prompt, schema);
    }

    @Override
    public ParsedPage parse(ModelText text, int width, int height) {
        return DeepSeekMarkdown.parse(text, width, height);
    }
}
