package dev.recto.worker.model.lighton;

import dev.recto.worker.image.Bicubic;
import dev.recto.worker.image.PixelScale;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.AnnotationPrompts;
import dev.recto.worker.model.DrawingSize;
import dev.recto.worker.model.ImageProcessorConfig;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LightOnOCR-2: the page as a whole in its own aspect, a chat without instruction. */
public final class LightOnProcessor implements PageProcessor {
    private static final int DPI = 200;

    private final PromptTokenizer tokenizer;
    private final LightOnSizing sizing;
    private final PixelScale scale;
    private final String imageToken;
    private final int imageTokenId;

    private LightOnProcessor(PromptTokenizer tokenizer, LightOnSizing sizing, PixelScale scale, String imageToken) {
        this.tokenizer = tokenizer;
        this.sizing = sizing;
        this.scale = scale;
        this.imageToken = imageToken;
        this.imageTokenId = tokenizer.id(imageToken);
    }

    public static LightOnProcessor open(Path snapshot, PromptTokenizer tokenizer) {
        SnapshotJson processor = SnapshotJson.readIfPresent(snapshot, "processor_config.json");
        ImageProcessorConfig images = ImageProcessorConfig.read(snapshot);
        return new LightOnProcessor(
                tokenizer,
                LightOnSizing.read(snapshot, images.json()),
                images.pixelScale(),
                processor.text("image_token", "<|image_pad|>"));
    }

    /** The same with other sizes. */
    public LightOnProcessor withSizing(LightOnSizing other) {
        return new LightOnProcessor(tokenizer, other, scale, imageToken);
    }

    public LightOnSizing sizing() {
        return sizing;
    }

    @Override
    public DrawingSize drawingSize() {
        return new DrawingSize(DPI, sizing.longestEdge());
    }

    @Override
    public PageLoad largest(int longestSide) {
        LightOnSizing.Grid grid = sizing.grid(longestSide, longestSide);
        int cells = grid.rows() * grid.columns();
        long values = 3L * cells * sizing.cell() * sizing.cell();
        return new PageLoad(values, values, cells);
    }

    /** The page in the size that the network sees. */
    public RgbImage resize(RgbImage page) {
        LightOnSizing.Grid grid = sizing.grid(page.width(), page.height());
        return Bicubic.resize(page, grid.columns() * sizing.cell(), grid.rows() * sizing.cell());
    }

    @Override
    public PreparedPage prepare(RgbImage page, @Nullable String prompt) {
        RgbImage resized = resize(page);
        int rows = resized.height() / sizing.cell();
        int columns = resized.width() / sizing.cell();
        float[] pixels = new float[3 * resized.width() * resized.height()];
        scale.writePlanes(resized, pixels, 0);
        ImageView view = new ImageView(
                ImageView.Kind.PAGE, pixels, new long[] {1, 3, resized.height(), resized.width()}, rows, columns);
        int[] ids = PromptIds.expand(tokenizer.encode(chat(prompt)), imageTokenId, rows * columns);
        return new PreparedPage(ids, List.of(view), imageTokenId, null, ids.length);
    }

    private String chat(@Nullable String prompt) {
        return "<|im_start|>system<|im_end|>\n<|im_start|>user\n"
                + imageToken
                + (prompt == null ? "" : prompt + "\n")
                + "<|im_end|>\n<|im_start|>assistant\n";
    }

    @Override
    public String annotationPrompt(String prompt, @Nullable String schema) {
        return AnnotationPrompts.withSchema(prompt, schema);
    }

    @Override
    public ParsedPage parse(ModelText text, int width, int height) {
        return LightOnMarkdown.parse(text.withoutSpecialTokens(), width, height);
    }
}
