package dev.recto.worker.model.glm;

import dev.recto.worker.image.Bicubic;
import dev.recto.worker.image.PixelScale;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.DrawingSize;
import dev.recto.worker.model.ImageProcessorConfig;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.MarkdownTables;
import dev.recto.worker.model.ModelText;
import dev.recto.worker.model.PageLoad;
import dev.recto.worker.model.PageProcessor;
import dev.recto.worker.model.ParsedPage;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.PromptIds;
import dev.recto.worker.model.PromptTokenizer;
import dev.recto.worker.snapshot.SnapshotJson;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** GLM-OCR: the page as patches in its own aspect, a chat with a task as instruction. */
public final class GlmProcessor implements PageProcessor {
    public static final String TEXT = "Text Recognition:";
    public static final String TABLE = "Table Recognition:";
    public static final String FORMULA = "Formula Recognition:";

    private static final DrawingSize DRAWING = new DrawingSize(200, 3500);
    private static final String IMAGE_TOKEN = "<|image|>";

    private final PromptTokenizer tokenizer;
    private final SmartResize sizing;
    private final FramePatches patches;
    private final PixelScale scale;
    private final int imageTokenId;

    private GlmProcessor(PromptTokenizer tokenizer, SmartResize sizing, FramePatches patches, PixelScale scale) {
        this.tokenizer = tokenizer;
        this.sizing = sizing;
        this.patches = patches;
        this.scale = scale;
        this.imageTokenId = tokenizer.id(IMAGE_TOKEN);
    }

    public static GlmProcessor open(Path snapshot, PromptTokenizer tokenizer) {
        ImageProcessorConfig images = ImageProcessorConfig.read(snapshot);
        SnapshotJson json = images.json();
        SnapshotJson network = SnapshotJson.read(snapshot, "config.json").part("vision_config");
        FramePatches patches = new FramePatches(
                same(json, "patch_size", network.integer("patch_size", 14)),
                same(json, "merge_size", network.integer("spatial_merge_size", 2)),
                same(json, "temporal_patch_size", network.integer("temporal_patch_size", 2)));
        SmartResize sizing = new SmartResize(
                json.integer("size/shortest_edge", SmartResize.PUBLISHED.minimumPixels()),
                json.integer("size/longest_edge", SmartResize.PUBLISHED.maximumPixels()),
                patches.patch() * patches.merge(),
                patches.frames());
        return new GlmProcessor(tokenizer, sizing, patches, images.pixelScale());
    }

    /** A size that is the network's, and that the processor may only repeat. */
    private static int same(SnapshotJson processor, String key, int network) {
        int size = processor.integer(key, network);
        if (size != network) {
            throw new IllegalArgumentException(key + " is " + size + ", the network's " + network);
        }
        return size;
    }

    /** The same with other pixel bounds. */
    public GlmProcessor withSizing(SmartResize other) {
        return new GlmProcessor(tokenizer, other, patches, scale);
    }

    public SmartResize sizing() {
        return sizing;
    }

    @Override
    public DrawingSize drawingSize() {
        return DRAWING;
    }

    @Override
    public PageLoad largest(int longestSide) {
        SmartResize.Size size = sizing.apply(longestSide, longestSide);
        int rows = size.height() / patches.patch();
        int columns = size.width() / patches.patch();
        long values = (long) rows * columns * patches.valuesPerPatch();
        return new PageLoad(values, values, rows * columns / (patches.merge() * patches.merge()));
    }

    /** The page in the size that the network sees. */
    public RgbImage resize(RgbImage page) {
        SmartResize.Size size = sizing.apply(page.width(), page.height());
        return Bicubic.resize(page, size.width(), size.height());
    }

    @Override
    public PreparedPage prepare(RgbImage page, @Nullable String prompt) {
        RgbImage resized = resize(page);
        int rows = resized.height() / patches.patch();
        int columns = resized.width() / patches.patch();
        float[] values = patches.cut(resized, scale);
        ImageView view = new ImageView(
                ImageView.Kind.PATCHES,
                values,
                new long[] {(long) rows * columns, patches.valuesPerPatch()},
                rows,
                columns);
        int cellRows = rows / patches.merge();
        int cellColumns = columns / patches.merge();
        int[] ids = PromptIds.expand(
                tokenizer.encode(chat(prompt == null ? TEXT : prompt)), imageTokenId, cellRows * cellColumns);
        RopePositions positions = RopePositions.of(ids, imageTokenId, cellRows, cellColumns);
        return new PreparedPage(ids, List.of(view), imageTokenId, positions.axes(), positions.next());
    }

    private static String chat(String prompt) {
        return "[gMASK]<sop><|user|>\n<|begin_of_image|>" + IMAGE_TOKEN + "<|end_of_image|>" + prompt
                + "<|assistant|>\n";
    }

    @Override
    public String annotationPrompt(String prompt, @Nullable String schema) {
        return ExtractionPrompt.of(prompt, schema);
    }

    @Override
    public ParsedPage parse(ModelText text, int width, int height) {
        String markdown = text.withoutSpecialTokens();
        return new ParsedPage(markdown, MarkdownTables.blocks(markdown), List.of());
    }
}
