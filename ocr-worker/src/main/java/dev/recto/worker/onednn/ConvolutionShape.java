package dev.recto.worker.onednn;

/**
 * A convolution of maps of one size whose channels lie side by side, padded with zeros so that a stride of 1 keeps them as large as
 * they are.
 *
 * @param size of the kernels, as wide as high
 * @param groups 1; or as many as there are channels, each with a kernel of its own
 */
record ConvolutionShape(
        int in, int out, int size, int stride, int groups, int height, int width, Activation activation) {
    /** Rows of zeros above and columns at the left. */
    int before() {
        return (size - 1) / 2;
    }

    int outHeight() {
        return (height - 1) / stride + 1;
    }

    int outWidth() {
        return (width - 1) / stride + 1;
    }
}
