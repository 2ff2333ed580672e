package dev.recto.worker.document;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;

/**
 * What drawing a path costs Java2D, which can't be interrupted in it: found out before, from the lengths of its segments in
 * pixels.
 *
 * @param width sum of the segments' widths
 * @param height sum of the segments' heights within the picture
 * @param length sum of the segments' lengths
 * @param spanWidth width of what the path covers of the picture
 */
record PathCost(int segments, double width, double height, double length, double spanWidth, double spanHeight) {
    /** Rows that edges cross: about two seconds of filling, on a page that is denser than any print. */
    private static final double MAX_CROSSINGS = 2.5e7;

    private static final double MAX_PAIRS = 30_000;
    private static final double MAX_COMPARISONS = 3e6;
    private static final double MAX_DASHES = 200_000;

    /** As far as it lies in the picture. */
    static PathCost of(Shape path, AffineTransform toPixels, Rectangle2D picture) {
        Sums sums = new Sums(picture);
        double[] points = new double[6];
        for (PathIterator it = path.getPathIterator(toPixels); !it.isDone(); it.next()) {
            switch (it.currentSegment(points)) {
                case PathIterator.SEG_MOVETO -> sums.move(points[0], points[1]);
                case PathIterator.SEG_LINETO -> sums.line(points[0], points[1]);
                case PathIterator.SEG_QUADTO -> {
                    sums.line(points[0], points[1]);
                    sums.line(points[2], points[3]);
                }
                case PathIterator.SEG_CUBICTO -> {
                    sums.line(points[0], points[1]);
                    sums.line(points[2], points[3]);
                    sums.line(points[4], points[5]);
                }
                default -> sums.close();
            }
        }
        return sums.cost();
    }

    /** For Java's areas, which look for every point where two segments cross. */
    static void checkArea(Shape path) {
        of(path, new AffineTransform(), path.getBounds2D()).checkArea();
    }

    void checkFill() {
        check(height <= MAX_CROSSINGS);
    }

    /** A stroke is filled between two edges, with a join at each point. */
    void checkStroke(double penWidth) {
        check(2 * height + 2 * segments * penWidth <= MAX_CROSSINGS);
    }

    /** Whether the dashes are so many that the line may as well be drawn through. */
    boolean isBeyondDashes(double period) {
        return !(length / period <= MAX_DASHES);
    }

    private void checkArea() {
        double besides = width / spanWidth;
        double atOnce = height / spanHeight;
        check(besides * atOnce <= MAX_PAIRS && segments * atOnce <= MAX_COMPARISONS);
    }

    private static void check(boolean affordable) {
        if (!affordable) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
    }

    private static final class Sums {
        private final Rectangle2D picture;
        private int segments;
        private double width;
        private double height;
        private double length;
        private double startX;
        private double startY;
        private double x;
        private double y;
        private double left = Double.POSITIVE_INFINITY;
        private double right = Double.NEGATIVE_INFINITY;
        private double top = Double.POSITIVE_INFINITY;
        private double bottom = Double.NEGATIVE_INFINITY;

        Sums(Rectangle2D picture) {
            this.picture = picture;
        }

        void move(double toX, double toY) {
            startX = toX;
            startY = toY;
            at(toX, toY);
        }

        void line(double toX, double toY) {
            segments++;
            width += Math.abs(within(toX, picture.getMinX(), picture.getMaxX())
                    - within(x, picture.getMinX(), picture.getMaxX()));
            height += Math.abs(within(toY, picture.getMinY(), picture.getMaxY())
                    - within(y, picture.getMinY(), picture.getMaxY()));
            length += Math.hypot(toX - x, toY - y);
            at(toX, toY);
        }

        void close() {
            line(startX, startY);
        }

        PathCost cost() {
            return new PathCost(segments, width, height, length, span(left, right), span(top, bottom));
        }

        private void at(double toX, double toY) {
            x = toX;
            y = toY;
            left = Math.min(left, within(x, picture.getMinX(), picture.getMaxX()));
            right = Math.max(right, within(x, picture.getMinX(), picture.getMaxX()));
            top = Math.min(top, within(y, picture.getMinY(), picture.getMaxY()));
            bottom = Math.max(bottom, within(y, picture.getMinY(), picture.getMaxY()));
        }

        private static double span(double least, double most) {
            return most > least ? most - least : 1;
        }

        private static double within(double value, double least, double most) {
            return value < least ? least : value < most ? value : most;
        }
    }
}
