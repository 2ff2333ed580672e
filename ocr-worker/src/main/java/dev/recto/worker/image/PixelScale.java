package dev.recto.worker.image;

/** Turns 8-bit samples into what a vision tower expects: (x / 255 − mean) / deviation per channel. */
public final class PixelScale {
    private static final int LEVELS = 256;

    private final float[] table = new float[3 * LEVELS];

    /** Three values each, in the order of the channels. */
    public PixelScale(double[] mean, double[] deviation) {
        if (mean.length != 3 || deviation.length != 3) {
            throw new IllegalArgumentException("mean and deviation need three channels");
        }
        for (int channel = 0; channel < 3; channel++) {
            for (int level = 0; level < LEVELS; level++) {
                // Single precision throughout, as the reference computes it.
                float rescaled = (float) (level * (1.0 / 255));
                table[channel * LEVELS + level] = (rescaled - (float) mean[channel]) / (float) deviation[channel];
            }
        }
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
