package dev.recto.tools.specimen;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Arrays;
import java.util.Random;

/** What happens to a page on its way into a computer; all but skew and turn change only how bright it is. */
final class Handling {
    private Handling() {}

    @FunctionalInterface
    interface Tone {
        /** @param paper brightness of the clean page at the point, 0..255 */
        double at(int paper, double x, double y);
    }

    /** @param degrees clockwise, about the middle */
    static BufferedImage skew(BufferedImage page, double degrees) {
        BufferedImage skewed = Sheet.blank(page.getWidth(), page.getHeight());
        Graphics2D graphics = skewed.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.rotate(Math.toRadians(degrees), page.getWidth() / 2.0, page.getHeight() / 2.0);
        graphics.drawImage(page, 0, 0, null);
        graphics.dispose();
        return skewed;
    }

    /** @param quarters clockwise */
    static BufferedImage turn(BufferedImage page, int quarters) {
        boolean sideways = quarters % 2 == 1;
        BufferedImage turned = Sheet.blank(
                sideways ? page.getHeight() : page.getWidth(), sideways ? page.getWidth() : page.getHeight());
        Graphics2D graphics = turned.createGraphics();
        graphics.translate(turned.getWidth() / 2.0, turned.getHeight() / 2.0);
        graphics.rotate(quarters * Math.PI / 2);
        graphics.translate(-page.getWidth() / 2.0, -page.getHeight() / 2.0);
        graphics.drawImage(page, 0, 0, null);
        graphics.dispose();
        return turned;
    }

    /** @param tone of each point, x and y in 0..1 */
    static BufferedImage tone(BufferedImage page, Tone tone) {
        BufferedImage toned = Sheet.blank(page.getWidth(), page.getHeight());
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                double value =
                        tone.at(page.getRGB(x, y) & 0xff, x / (double) page.getWidth(), y / (double) page.getHeight());
                int gray = (int) Math.clamp(value, 0, 255);
                toned.setRGB(x, y, gray << 16 | gray << 8 | gray);
            }
        }
        return toned;
    }

    static BufferedImage noise(BufferedImage page, double deviation, Random random) {
        return tone(page, (paper, x, y) -> paper + random.nextGaussian() * deviation);
    }

    static BufferedImage blur(BufferedImage page, int pixels) {
        float[] weights = new float[pixels * pixels];
        Arrays.fill(weights, 1f / weights.length);
        return new ConvolveOp(new Kernel(pixels, pixels, weights), ConvolveOp.EDGE_NO_OP, null)
                .filter(page, Sheet.blank(page.getWidth(), page.getHeight()));
    }

    /** Laid on a scanner: hardly askew, hardly blurred, some grain. */
    static BufferedImage scan(BufferedImage page, Random random) {
        BufferedImage laid = blur(skew(page, 0.8), 2);
        return noise(tone(laid, (paper, x, y) -> 20 + paper * 0.88), 8, random);
    }

    /** Held a little askew, in the light of one lamp. */
    static BufferedImage photo(BufferedImage page, Random random) {
        BufferedImage held = blur(skew(page, 3), 3);
        BufferedImage lit = tone(held, (paper, x, y) -> (30 + paper * 0.75) * (0.5 + 0.5 * x));
        return noise(lit, 6, random);
    }
}
