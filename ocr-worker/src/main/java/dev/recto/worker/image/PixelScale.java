package dev.recto.worker.image;

/** Turns 8-bit samples into what a vision tower expects: (x / 255 − mean) / deviation per channel. */
public final class PixelScale {
    private static final int LEVELS = 256;

    private final float[] table = new float[3 * LEVELS];

    private PixelScale(IntToSingle rescaled, double[] mean, double[] deviation) {
        if (mean.length != 3 || deviation.length != 3) {
            throw new IllegalArgumentException("mean and deviation need three channels");
        }
        for (int channel = 0; channel < 3; channel++) {
            for (int level = 0; level < LEVELS; level++) {
                table[channel * LEVELS + level] =
                        (rescaled.apply(level) - (float) mean[channel]) / (float) deviation[channel];
            }
        }
    }

    // Both compute in single precision, as the libraries do that the models were published with; they differ in the
    // last bit.

    /** As torchvision does: samples divided by 255. */
    public static PixelScale dividing(double[] mean, double[] deviation) {
        return new PixelScale(level -> level / 255f, mean, deviation);
    }

    /** As transformers does: samples multiplied by the factor. */
    public static PixelScale multiplying(double factor, double[] mean, double[] deviation) {
        return new PixelScale(level -> level * (float) factor, mean, deviation);
    }

    private interface IntToSingle {
        float apply(int level);
    }

    public float value(int channel, int level) {
        return table[channel * LEVELS + level];
    }

    /** Writes the image as planes, shape [3, height, width], from the offset on. */
    public void writePlanes(RgbImage image, float[] target, int offset) {
        int plane = image.width() * image.height();
        byte[] rgb = image.rgb();
        for (int channel = 0; channel < 3; channel++) {
            for (int pixel = 0; pixel < plane; pixel++) {
                target[offset + channel * plane + pixel] = value(channel, rgb[3 * pixel + channel] & 0xFF);
            }
        }
    }
}
