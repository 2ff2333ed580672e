package dev.recto.worker.model;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the model is fed for one page.
 *
 * @param inputIds the whole prompt with one image token per image feature, shape [S]
 * @param views what the vision graphs read, in the order the family encodes them
 * @param imageTokenId the id whose places the image features take
 * @param positions [3][S] (t, h, w) for M-RoPE; null where positions are 0..S-1
 * @param nextPosition position of the first generated token (S unless M-RoPE)
 * @param features where those of the views are kept; null where nobody asks about the page again
 */
public record PreparedPage(
        int[] inputIds,
        List<ImageView> views,
        int imageTokenId,
        int @Nullable [][] positions,
        int nextPosition,
        @Nullable ViewFeatures features) {
    public PreparedPage(
            int[] inputIds, List<ImageView> views, int imageTokenId, int @Nullable [][] positions, int nextPosition) {
        this(inputIds, views, imageTokenId, positions, nextPosition, null);
    }

    public PreparedPage withFeatures(@Nullable ViewFeatures kept) {
        return new PreparedPage(inputIds, views, imageTokenId, positions, nextPosition, kept);
    }

    /** Places that image features take. */
    public int imageTokens() {
        return (int) Arrays.stream(inputIds).filter(id -> id == imageTokenId).count();
    }
}
