package dev.recto.worker.onnx;

/** Types of tensor elements, with their code in ONNX ({@code TensorProto.DataType}) and in the C API, which agree. */
public enum ElementType {
    FLOAT(1, 4),
    UINT8(2, 1),
    INT8(3, 1),
    INT32(6, 4),
    INT64(7, 8),
    BOOL(9, 1),
    FLOAT16(10, 2),
    BFLOAT16(16, 2);

    private final int code;
    private final int bytes;

    ElementType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    public int code() {
        return code;
    }

    public int bytes() {
        return bytes;
    }

    static ElementType of(int code) {
        for (ElementType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new OnnxException(OnnxException.Code.NOT_IMPLEMENTED, "element type " + code, null);
    }

    /** Bytes of a dense tensor of this type. */
    public long sizeOf(long... shape) {
        long size = bytes;
        for (long dimension : shape) {
            size = Math.multiplyExact(size, dimension);
        }
        return size;
    }
}
