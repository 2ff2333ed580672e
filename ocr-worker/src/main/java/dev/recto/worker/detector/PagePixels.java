package dev.recto.worker.detector;

import dev.recto.worker.image.PixelScale;
import dev.recto.worker.image.PlainBicubic;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.snapshot.ConfigNode;
import dev.recto.worker.snapshot.Snapshot;
import dev.recto.worker.snapshot.SnapshotException;
import java.nio.file.Path;

/** preprocessor_config.json: from a page to what the network sees, its aspect not kept. */
public record PagePixels(InputSize size, PixelScale scale) {
    private static final int BICUBIC = 3;
    private static final int COARSEST_STRIDE = DetectorConfig.STRIDES.getLast();
    private static final int LONGEST_SIDE = 4096;

    /** @throws SnapshotException naming the key at fault */
    public static PagePixels read(Path snapshot) {
        ConfigNode config = Snapshot.readConfig(snapshot.resolve("preprocessor_config.json"));
        config.requireEqual("resample", config.has("resample") ? config.integer("resample") : BICUBIC, BICUBIC);
        for (String step : new String[] {"do_resize", "do_rescale", "do_normalize"}) {
            config.requireEqual(step, config.flag(step, true), true);
        }
        ConfigNode size = config.child("size");
        PixelScale scale = PixelScale.multiplying(
                config.has("rescale_factor") ? config.number("rescale_factor") : 1.0 / 255,
                config.numbers("image_mean", 3, 0),
                config.numbers("image_std", 3, 1));
        return new PagePixels(new InputSize(side(size, "width"), side(size, "height")), scale);
    }

    // The coarsest map is doubled to the size of the next one, so halves must come out even.
    private static int side(ConfigNode size, String key) {
        int side = size.count(key);
        if (side % COARSEST_STRIDE != 0 || side > LONGEST_SIDE) {
            throw size.wrong(key, "a multiple of " + COARSEST_STRIDE + ", at most " + LONGEST_SIDE);
        }
        return side;
    }

    public RgbImage resize(RgbImage page) {
        return PlainBicubic.resize(page, size.width(), size.height());
    }

    /** Planes of red, green and blue, [3, height, width]. */
    public float[] values(RgbImage page) {
        float[] values = new float[3 * size.width() * size.height()];
        scale.writePlanes(resize(page), values, 0);
        return values;
    }
}
