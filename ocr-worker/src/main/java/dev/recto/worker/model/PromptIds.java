package dev.recto.worker.model;

import java.util.Arrays;

/** Prompts whose one image token stands for all features of the page. */
public final class PromptIds {
    private PromptIds() {}

    /** Repeats the image token so often as there are features. */
    public static int[] expand(int[] ids, int imageTokenId, int features) {
        int place = -1;
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == imageTokenId) {
                if (place >= 0) {
                    throw new UnsupportedPromptException();
                }
                place = i;
            }
        }
        if (place < 0) {
            throw new IllegalArgumentException("no image token in the prompt");
        }
        int[] expanded = new int[ids.length - 1 + features];
        System.arraycopy(ids, 0, expanded, 0, place);
        Arrays.fill(expanded, place, place + features, imageTokenId);
        System.arraycopy(ids, place + 1, expanded, place + features, ids.length - place - 1);
        return expanded;
    }
}
