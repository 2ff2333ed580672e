package dev.recto.tools.specimen;

import dev.recto.worker.document.Pixels;
import dev.recto.worker.reader.ImagePage;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A page of every kind. */
public final class Specimens {
    public static final String HEADER = "Harbour Library Quarterly";
    public static final String NUMBER = "34";
    public static final String FOOTER = "www.harbour.example";

    private Specimens() {}

    /** @param seed other seeds make other words, and other noise */
    public static List<Specimen> of(long seed) {
        Random random = new Random(seed);
        Sheet sheet = Sheet.ofProse(random);
        BufferedImage page = sheet.image();
        List<Specimen> all = new ArrayList<>();
        all.add(specimen("clean", sheet, page));
        for (double degrees : new double[] {0.5, 2, -4, 6, 10}) {
            all.add(specimen("skewed by " + degrees + "°", sheet, Handling.skew(page, degrees)));
        }
        for (int quarters = 1; quarters < 4; quarters++) {
            all.add(specimen("turned by " + 90 * quarters + "°", sheet, Handling.turn(page, quarters)));
        }
        all.add(specimen("turned and skewed", sheet, Handling.skew(Handling.turn(page, 1), 4)));
        all.add(specimen("faint", sheet, Handling.tone(page, (paper, x, y) -> 200 + paper * 0.12)));
        all.add(specimen("dark", sheet, Handling.tone(page, (paper, x, y) -> 20 + paper * 0.16)));
        all.add(specimen("negative", sheet, Handling.tone(page, (paper, x, y) -> 255 - paper)));
        all.add(specimen("light from one side", sheet, Handling.tone(page, Specimens::fromOneSide)));
        all.add(specimen("shadow across", sheet, Handling.tone(page, Specimens::shadow)));
        all.add(specimen("dark corners", sheet, Handling.tone(page, Specimens::darkCorners)));
        all.add(specimen("noise", sheet, Handling.noise(page, 40, random)));
        all.add(specimen("blurred", sheet, Handling.blur(page, 5)));
        BufferedImage photo = Handling.photo(page, random);
        Sheet framed = sheet.withFurniture(HEADER, NUMBER, FOOTER);
        all.add(specimen("with header and footer", framed, framed.image()));
        all.add(specimen("photographed", sheet, photo));
        all.add(specimen("photographed on its head", sheet, Handling.turn(photo, 2)));
        return all;
    }

    /** Pages on which nothing stands. */
    public static List<Specimen> blank(long seed) {
        Random random = new Random(seed);
        BufferedImage page = Sheet.ofProse(random).image();
        BufferedImage paper = Sheet.blank(page.getWidth(), page.getHeight());
        Sheet sheet = new Sheet(paper, "", List.of());
        BufferedImage lit = Handling.tone(paper, Specimens::fromOneSide);
        return List.of(
                specimen("white", sheet, paper),
                specimen("grain", sheet, Handling.noise(Handling.tone(paper, (white, x, y) -> 235), 5, random)),
                specimen("coarse grain", sheet, Handling.noise(Handling.tone(paper, (white, x, y) -> 215), 12, random)),
                specimen("lit grain", sheet, Handling.noise(lit, 4, random)));
    }

    private static double fromOneSide(int paper, double x, double y) {
        return paper * (0.25 + 0.75 * x);
    }

    private static double shadow(int paper, double x, double y) {
        return (40 + paper * 0.8) * (x + 0.7 * y > 0.8 ? 0.45 : 1);
    }

    private static double darkCorners(int paper, double x, double y) {
        return (30 + paper * 0.85) * (1 - 0.9 * Math.hypot(x - 0.5, y - 0.5));
    }

    private static Specimen specimen(String name, Sheet sheet, BufferedImage image) {
        return new Specimen(name, new ImagePage(Pixels.onWhite(image), Sheet.DPI), sheet.truth(), sheet.regions());
    }
}
