package dev.recto.worker.onnx;

/** What a network was to be computed on can't be had, or not for all of it. The message says what to do. */
public final class ProviderException extends RuntimeException {
    public ProviderException(String message) {
        super(message);
    }

    ProviderException(String message, OnnxException cause) {
        super((message + ": " + cause.getMessage()).replaceAll("\\s+", " "), cause);
    }
}
