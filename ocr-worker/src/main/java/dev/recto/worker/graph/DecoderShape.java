package dev.recto.worker.graph;

/**
 * What a decoder's cache and inputs look like.
 *
 * @param positionAxes coordinates of one position: 1, or 3 with M-RoPE
 * @param maxPositions the longest sequence the model was made for
 */
public record DecoderShape(
        int layers,
        int hiddenSize,
        int vocabularySize,
        int heads,
        int keyValueHeads,
        int headSize,
        int positionAxes,
        int maxPositions) {
    public DecoderShape withLayers(int count) {
        return new DecoderShape(
                count, hiddenSize, vocabularySize, heads, keyValueHeads, headSize, positionAxes, maxPositions);
    }

    public int queryWidth() {
        return heads * headSize;
    }

    public int keyValueWidth() {
        return keyValueHeads * headSize;
    }
}
