package dev.recto.worker.tesseract;

import static org.bytedeco.tesseract.global.tesseract.PT_FLOWING_IMAGE;
import static org.bytedeco.tesseract.global.tesseract.PT_HEADING_IMAGE;
import static org.bytedeco.tesseract.global.tesseract.PT_PULLOUT_IMAGE;
import static org.bytedeco.tesseract.global.tesseract.RIL_BLOCK;
import static org.bytedeco.tesseract.global.tesseract.RIL_PARA;
import static org.bytedeco.tesseract.global.tesseract.RIL_TEXTLINE;
import static org.bytedeco.tesseract.global.tesseract.RIL_WORD;

import dev.recto.model.Box;
import dev.recto.worker.layout.Line;
import dev.recto.worker.layout.Region;
import dev.recto.worker.layout.Word;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tesseract.ResultIterator;

/** Walks through Tesseract's results once. */
final class TesseractResults {
    private final ResultIterator results;
    private final int width;
    private final int height;
    private final List<Region> regions = new ArrayList<>();
    private List<List<Line>> paragraphs = new ArrayList<>();
    private List<Line> lines = new ArrayList<>();
    private List<Word> words = new ArrayList<>();

    TesseractResults(ResultIterator results, int width, int height) {
        this.results = results;
        this.width = width;
        this.height = height;
    }

    List<Region> regions() {
        do {
            Box block = box(RIL_BLOCK);
            if (isImage(results.BlockType())) {
                figure(block);
            } else if (!results.Empty(RIL_WORD)) {
                word(block);
            }
        } while (results.Next(RIL_WORD));
        return regions;
    }

    /** One picture of many outlines comes as often, each time with the box of them all. */
    private void figure(Box box) {
        Region.Figure figure = new Region.Figure(box);
        if (!regions.contains(figure)) {
            regions.add(figure);
        }
    }

    private void word(Box block) {
        String text = text();
        if (!text.isBlank()) {
            words.add(new Word(text, box(RIL_WORD), Math.clamp(results.Confidence(RIL_WORD) / 100.0, 0, 1)));
        }
        if (results.IsAtFinalElement(RIL_TEXTLINE, RIL_WORD)) {
            if (!words.isEmpty()) {
                lines.add(new Line(words, lineHeight()));
                words = new ArrayList<>();
            }
            if (results.IsAtFinalElement(RIL_PARA, RIL_WORD) && !lines.isEmpty()) {
                paragraphs.add(lines);
                lines = new ArrayList<>();
            }
            if (results.IsAtFinalElement(RIL_BLOCK, RIL_WORD) && !paragraphs.isEmpty()) {
                regions.add(new Region.Text(block, paragraphs));
                paragraphs = new ArrayList<>();
            }
        }
    }

    private String text() {
        try (BytePointer utf8 = results.GetUTF8Text(RIL_WORD)) {
            return utf8 == null || utf8.isNull()
                    ? ""
                    : new String(utf8.getStringBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private double lineHeight() {
        float[] size = new float[1];
        float[] descenders = new float[1];
        float[] ascenders = new float[1];
        results.RowAttributes(size, descenders, ascenders);
        return size[0];
    }

    /** Clipped to the image. */
    private Box box(int level) {
        int[] left = new int[1];
        int[] top = new int[1];
        int[] right = new int[1];
        int[] bottom = new int[1];
        results.BoundingBox(level, left, top, right, bottom);
        int l = Math.clamp(left[0], 0, width - 1);
        int t = Math.clamp(top[0], 0, height - 1);
        return new Box(l, t, Math.clamp(right[0], l + 1, width), Math.clamp(bottom[0], t + 1, height));
    }

    private static boolean isImage(int blockType) {
        return blockType == PT_FLOWING_IMAGE || blockType == PT_HEADING_IMAGE || blockType == PT_PULLOUT_IMAGE;
    }
}
