package dev.recto.api.id;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import java.util.UUID;

/** UUIDs as clients write them: 36 characters. */
public final class UuidText {
    private static final int LENGTH = 36;

    private UuidText() {}

    /** @param otherwise the error for anything else; @param param the field it came in */
    public static UUID parse(String text, ErrorCode otherwise, String param) {
        if (text.length() == LENGTH) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw new ApiException(otherwise).param(param);
            }
        }
        throw new ApiException(otherwise).param(param);
    }
}
