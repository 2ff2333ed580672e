package dev.recto.tools.specimen;

import dev.recto.worker.document.Pixels;
import dev.recto.worker.reader.ImagePage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** The same pages in each language: a clean one, a scanned one, and one with little on it. */
public final class LanguageSpecimens {
    public static final List<String> LANGUAGES = List.of("eng", "deu", "fra", "spa", "ita", "nld", "por");

    private static final double WIDTH = Canvas.WIDTH - 2 * Canvas.MARGIN;
    private static final int PARAGRAPH = 4;
    private static final int FEW = 3;
    private static final double SKEW = 0.7;
    private static final double GRAIN = 25;

    private LanguageSpecimens() {}

    /** @param seed other seeds make another order of sentences, and other noise */
    public static List<LanguageSpecimen> of(long seed) {
        List<LanguageSpecimen> all = new ArrayList<>();
        for (String language : LANGUAGES) {
            Random random = new Random(seed);
            List<String> sentences = sentences(language);
            Collections.shuffle(sentences, random);
            BufferedImage page = page(sentences);
            BufferedImage scan = Handling.noise(Handling.skew(page, SKEW), GRAIN, random);
            List<String> few = sentences.subList(0, FEW);
            all.add(specimen(language, "clean", page, sentences));
            all.add(specimen(language, "scanned", scan, sentences));
            all.add(specimen(language, "three sentences", page(few), few));
        }
        return all;
    }

    private static LanguageSpecimen specimen(
            String language, String name, BufferedImage image, List<String> sentences) {
        ImagePage page = new ImagePage(Pixels.onWhite(image), Sheet.DPI);
        return new LanguageSpecimen(language, new Specimen(name, page, String.join(" ", sentences), List.of()));
    }

    private static BufferedImage page(List<String> sentences) {
        try (Canvas canvas = new Canvas()) {
            double y = 90;
            for (int i = 0; i < sentences.size(); i += PARAGRAPH) {
                String paragraph = String.join(" ", sentences.subList(i, Math.min(i + PARAGRAPH, sentences.size())));
                y = canvas.lines(canvas.wrap(paragraph, WIDTH, Canvas.BODY), Canvas.MARGIN, y, Canvas.BODY) + 12;
            }
            return canvas.image();
        }
    }

    private static List<String> sentences(String language) {
        try (InputStream file =
                Objects.requireNonNull(LanguageSpecimens.class.getResourceAsStream(language + ".txt"))) {
            return new ArrayList<>(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
