package dev.recto.tools.bench;

import dev.recto.worker.model.DrawingSize;
import dev.recto.worker.model.PageProcessor;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.family.Family;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Noise of a given size, prepared as the snapshot's family prepares pages.
 *
 * @param width of the picture in pixels; 0 where there is none
 */
public record SyntheticPage(PreparedPage prepared, int width, int height) {
    // A4 in points.
    private static final int A4_WIDTH = 595;
    private static final int A4_HEIGHT = 842;
    private static final double POINTS_PER_INCH = 72;

    private static final int NO_IMAGE = -1;

    public static SyntheticPage of(Path snapshot, PageShape shape) {
        PageProcessor processor = Family.of(snapshot).processor(snapshot, new PlainPrompt());
        return switch (shape) {
            case PageShape.Pixels pixels -> noise(processor, pixels.width(), pixels.height());
            case PageShape.A4 _ -> a4(processor);
            case PageShape.Text text -> text(text.tokens());
        };
    }

    private static SyntheticPage a4(PageProcessor processor) {
        DrawingSize size = processor.drawingSize();
        double scale = Math.min(size.dpi() / POINTS_PER_INCH, size.longestSide() / (double) A4_HEIGHT);
        return noise(processor, (int) Math.round(A4_WIDTH * scale), (int) Math.round(A4_HEIGHT * scale));
    }

    private static SyntheticPage noise(PageProcessor processor, int width, int height) {
        return new SyntheticPage(processor.prepare(Noise.picture(width, height), null), width, height);
    }

    private static SyntheticPage text(int tokens) {
        int[] ids = new int[tokens];
        Arrays.setAll(ids, PlainPrompt::textToken);
        return new SyntheticPage(new PreparedPage(ids, List.of(), NO_IMAGE, null, tokens), 0, 0);
    }

    int promptTokens() {
        return prepared.inputIds().length;
    }
}
