package dev.recto.worker.model.glm;

import dev.recto.worker.image.PixelScale;
import dev.recto.worker.image.RgbImage;

/**
 * How a page is cut for the vision tower: one row per patch in the order of the merge windows, (row / merge, column / merge,
 * dy, dx); in it the samples by (channel, frame, y, x), each frame the same still image.
 *
 * @param patch pixels of a patch's side
 * @param merge patches of a window's side
 * @param frames frames per patch
 */
public record FramePatches(int patch, int merge, int frames) {
    int valuesPerPatch() {
        return 3 * frames * patch * patch;
    }

    /** Shape [patches, {@link #valuesPerPatch}]. */
    public float[] cut(RgbImage image, PixelScale scale) {
        int rows = image.height() / patch;
        int columns = image.width() / patch;
        float[] values = new float[rows * columns * valuesPerPatch()];
        int at = 0;
        for (int windowRow = 0; windowRow < rows; windowRow += merge) {
            for (int windowColumn = 0; windowColumn < columns; windowColumn += merge) {
                for (int dy = 0; dy < merge; dy++) {
                    for (int dx = 0; dx < merge; dx++) {
                        write(image, scale, (windowRow + dy) * patch, (windowColumn + dx) * patch, values, at);
                        at += valuesPerPatch();
                    }
                }
            }
        }
        return values;
    }

    private void write(RgbImage image, PixelScale scale, int top, int left, float[] values, int offset) {
        byte[] rgb = image.rgb();
        int area = patch * patch;
        for (int channel = 0; channel < 3; channel++) {
            int frame = offset + channel * frames * area;
            for (int y = 0; y < patch; y++) {
                int pixel = 3 * ((top + y) * image.width() + left) + channel;
                for (int x = 0; x < patch; x++, pixel += 3) {
                    values[frame + y * patch + x] = scale.value(channel, rgb[pixel] & 0xFF);
                }
            }
            for (int other = 1; other < frames; other++) {
                System.arraycopy(values, frame, values, frame + other * area, area);
            }
        }
    }
}
