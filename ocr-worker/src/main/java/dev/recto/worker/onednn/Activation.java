package dev.recto.worker.onednn;

/** What becomes of a convolution's results before they are stored. */
public enum Activation {
    NONE,
    RELU,
    /** {@code y · sigmoid(y)}. */
    SILU;

    PostOperations operations() {
        PostOperations operations = new PostOperations();
        return switch (this) {
            case NONE -> operations;
            case RELU -> operations.relu();
            case SILU -> operations.silu();
        };
    }
}
