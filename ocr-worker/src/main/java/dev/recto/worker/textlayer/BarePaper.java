package dev.recto.worker.textlayer;

import dev.recto.worker.document.ClaimedWord;
import dev.recto.worker.image.RgbImage;
import java.util.List;

/** Words of a text layer that nobody can see: beside the page, or where it is of one colour. */
final class BarePaper {
    /** Between the darkest and the lightest of 256 tones. */
    private static final int CONTRAST = 16;

    /** Looked at of all words together; the rest counts as seen. */
    private static final long MOST_PIXELS = 100_000_000;

    private final RgbImage page;
    private final double scale;
    private long pixels;

    /** @param scale pixels of a point */
    BarePaper(RgbImage page, double scale) {
        this.page = page;
        this.scale = scale;
    }

    /** The share, 0..1, of the words' letters. */
    double share(List<ClaimedWord> words) {
        long all = 0;
        long bare = 0;
        for (ClaimedWord word : words) {
            int letters = Spelling.letters(word.text()).length();
            all += letters;
            bare += letters > 0 && isBare(word) ? letters : 0;
        }
        return all == 0 ? 0 : (double) bare / all;
    }

    private boolean isBare(ClaimedWord word) {
        int left = (int) Math.max(0, word.left() * scale);
        int top = (int) Math.max(0, word.top() * scale);
        int right = (int) Math.min(page.width(), Math.ceil(word.right() * scale));
        int bottom = (int) Math.min(page.height(), Math.ceil(word.bottom() * scale));
        Tones tones = new Tones();
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                if (++pixels > MOST_PIXELS || tones.differ(page.rgb(), 3 * (y * page.width() + x))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Of a part of the page, by channel. */
    private static final class Tones {
        private final int[] darkest = {255, 255, 255};
        private final int[] lightest = {0, 0, 0};

        boolean differ(byte[] rgb, int pixel) {
            boolean differ = false;
            for (int channel = 0; channel < 3; channel++) {
                int tone = rgb[pixel + channel] & 0xff;
                darkest[channel] = Math.min(darkest[channel], tone);
                lightest[channel] = Math.max(lightest[channel], tone);
                differ |= lightest[channel] - darkest[channel] >= CONTRAST;
            }
            return differ;
        }
    }
}
