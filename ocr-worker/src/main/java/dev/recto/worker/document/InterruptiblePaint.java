package dev.recto.worker.document;

import java.awt.Paint;
import java.awt.PaintContext;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.ColorModel;
import java.awt.image.Raster;

/** Paints tile by tile, and stops between them when nobody waits any more. */
record InterruptiblePaint(Paint paint) implements Paint {
    @Override
    public PaintContext createContext(
            ColorModel colors, Rectangle device, Rectangle2D user, AffineTransform transform, RenderingHints hints) {
        PaintContext context = paint.createContext(colors, device, user, transform, hints);
        return new PaintContext() {
            @Override
            public void dispose() {
                context.dispose();
            }

            @Override
            public ColorModel getColorModel() {
                return context.getColorModel();
            }

            @Override
            public Raster getRaster(int x, int y, int width, int height) {
                Interruption.check();
                return context.getRaster(x, y, width, height);
            }
        };
    }

    @Override
    public int getTransparency() {
        return paint.getTransparency();
    }
}
