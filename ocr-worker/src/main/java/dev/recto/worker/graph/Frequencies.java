package dev.recto.worker.graph;

import java.util.List;

/** Rotary frequencies by axis, shape [axes][half of what turns of a head]; a frequency is zero on all axes but its own. */
public final class Frequencies {
    private Frequencies() {}

    /** {@code theta^(-2i/size)} for i below size/2. */
    static float[] of(double theta, int size) {
        float[] frequencies = new float[size / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = (float) Math.pow(theta, -2.0 * i / size);
        }
        return frequencies;
    }

    public static float[][] alongOneAxis(double theta, int headSize) {
        return new float[][] {of(theta, headSize)};
    }

    /** Successive frequencies belong to successive axes, so many to each as its section says. */
    public static float[][] bySections(double theta, int turned, List<Integer> sections) {
        float[] all = of(theta, turned);
        float[][] byAxis = new float[sections.size()][all.length];
        int j = 0;
        for (int axis = 0; axis < sections.size(); axis++) {
            for (int i = 0; i < sections.get(axis); i++, j++) {
                byAxis[axis][j] = all[j];
            }
        }
        return byAxis;
    }

    /** Pixtral: even frequencies turn with the row, then odd ones with the column. */
    public static float[][] alternating(double theta, int headSize) {
        float[] all = of(theta, headSize);
        int perAxis = (all.length + 1) / 2;
        float[][] byAxis = new float[2][all.length];
        for (int i = 0; i < all.length; i++) {
            byAxis[i % 2][i % 2 == 0 ? i / 2 : perAxis + i / 2] = all[i];
        }
        return byAxis;
    }

    /** CogViT: the frequencies of half a head turn with the row, then the same ones with the column. */
    public static float[][] repeated(double theta, int headSize) {
        float[] half = of(theta, headSize / 2);
        float[][] byAxis = new float[2][headSize / 2];
        System.arraycopy(half, 0, byAxis[0], 0, half.length);
        System.arraycopy(half, 0, byAxis[1], half.length, half.length);
        return byAxis;
    }
}
