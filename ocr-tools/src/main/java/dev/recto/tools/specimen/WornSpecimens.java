package dev.recto.tools.specimen;

import dev.recto.worker.document.Pixels;
import dev.recto.worker.reader.ImagePage;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Pages on paper that is thin, stained, faded, ruled or printed with dots, or that were scanned poorly. */
public final class WornSpecimens {
    private static final int PITCH = 8;
    private static final double HALF = 0.5;
    private static final double FLIPPED = 0.02;
    private static final float POOR = 0.05f;

    private WornSpecimens() {}

    /** @param seed other seeds make other words, and other stains */
    public static List<Specimen> of(long seed) {
        Random random = new Random(seed);
        Sheet sheet = Sheet.ofProse(random);
        BufferedImage page = sheet.image();
        BufferedImage back = Sheet.ofProse(random).image();
        List<Specimen> all = new ArrayList<>();
        all.add(specimen("thin paper", sheet, Wear.thinPaper(page, back)));
        all.add(specimen("stained", sheet, Wear.stains(page, random)));
        all.add(specimen("stained, grain", sheet, Handling.noise(Wear.stains(page, random), 8, random)));
        all.add(specimen("faded zone", sheet, Wear.fadedZone(page)));
        all.add(specimen("faint, grain", sheet, grain(Handling.tone(page, WornSpecimens::faint), random)));
        all.add(specimen("rules beneath letters", sheet, Wear.ruled(page, Sheet.rows(2), 2)));
        all.add(specimen("rules through letters", sheet, Wear.ruled(page, Sheet.rows(-7), 2)));
        all.add(specimen("raster", sheet, Wear.raster(page, PITCH)));
        all.add(specimen("fax", sheet, Wear.fax(page, FLIPPED, random)));
        all.add(specimen("poor JPEG", sheet, Wear.jpeg(page, POOR)));
        all.add(specimen("100 dpi", sheet, Wear.shrunk(page, HALF), Sheet.DPI / 2));
        return all;
    }

    /** Paper of these kinds on which nothing stands. */
    public static List<Specimen> blank(long seed) {
        Random random = new Random(seed);
        Sheet prose = Sheet.ofProse(random);
        BufferedImage paper =
                Sheet.blank(prose.image().getWidth(), prose.image().getHeight());
        Sheet sheet = new Sheet(paper, "", List.of());
        BufferedImage gray = Handling.tone(paper, (white, x, y) -> 215);
        return List.of(
                specimen("thin paper", sheet, Wear.thinPaper(paper, prose.image())),
                specimen("thin paper, turned", sheet, Wear.thinPaper(paper, Handling.turn(prose.image(), 2))),
                specimen("heavy grain", sheet, Handling.noise(gray, 20, random)),
                specimen("stained", sheet, Wear.stains(paper, random)),
                specimen("stained, grain", sheet, Handling.noise(Wear.stains(paper, random), 8, random)),
                specimen("ruled", sheet, Wear.ruled(paper, Sheet.rows(2), 2)),
                specimen("raster", sheet, Wear.raster(paper, PITCH)),
                specimen("fax", sheet, Wear.fax(paper, FLIPPED, random)));
    }

    private static double faint(int paper, double x, double y) {
        return 215 - (255 - paper) * 0.35;
    }

    private static BufferedImage grain(BufferedImage page, Random random) {
        return Handling.noise(page, 8, random);
    }

    private static Specimen specimen(String name, Sheet sheet, BufferedImage image) {
        return specimen(name, sheet, image, Sheet.DPI);
    }

    private static Specimen specimen(String name, Sheet sheet, BufferedImage image, int dpi) {
        return new Specimen(name, new ImagePage(Pixels.onWhite(image), dpi), sheet.truth(), sheet.regions());
    }
}
