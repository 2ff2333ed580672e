package dev.recto.worker.onnx;

import org.jspecify.annotations.Nullable;

/** ONNX Runtime refused a call or failed in it. The message names operators and graph values, never their contents. */
public final class OnnxException extends RuntimeException {
    /** The runtime's own classes of failure, in the order of {@code OrtErrorCode}. */
    public enum Code {
        OK,
        FAIL,
        INVALID_ARGUMENT,
        NO_SUCH_FILE,
        NO_MODEL,
        ENGINE_ERROR,
        RUNTIME_EXCEPTION,
        INVALID_PROTOBUF,
        MODEL_LOADED,
        NOT_IMPLEMENTED,
        INVALID_GRAPH,
        EXECUTION_PROVIDER_FAIL,
        MODEL_LOAD_CANCELED,
        MODEL_REQUIRES_COMPILATION,
        NOT_FOUND,
        UNKNOWN;

        static Code of(int code) {
            Code[] all = values();
            return code >= 0 && code < all.length ? all[code] : UNKNOWN;
        }
    }

    private final Code code;

    OnnxException(Code code, String message, @Nullable Throwable cause) {
        super(code + ": " + message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
