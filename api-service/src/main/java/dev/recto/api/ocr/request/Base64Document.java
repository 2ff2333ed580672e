package dev.recto.api.ocr.request;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.web.input.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A document in base64, bare or as a {@code data:} URI, in either of its alphabets; white space is fine. */
final class Base64Document {
    /** Longest head of a {@code data:} URI. */
    private static final int HEAD = 512;

    private Base64Document() {}

    /** @return how many bytes were written */
    static long decode(Text text, OutputStream out, long maxSize, String param) {
        try (InputStream in = payload(text, param)) {
            Base64Sink sink = new Base64Sink(out, maxSize);
            byte[] buffer = new byte[1 << 13];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sink.accept(buffer, n);
            }
            sink.finish();
            if (sink.size() == 0) {
                throw new ApiException(ErrorCode.EMPTY_DOCUMENT).param(param);
            }
            return sink.size();
        } catch (ApiException e) {
            throw e.param(param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream payload(Text text, String param) throws IOException {
        InputStream in = text.openStripped();
        if (!text.startsWith("data:")) {
            return in;
        }
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c != ','; c = in.read()) {
            if (c < 0 || head.length() == HEAD) {
                throw new ApiException(ErrorCode.INVALID_BASE64).param(param);
            }
            head.append((char) c);
        }
        if (!head.toString().toLowerCase(Locale.ROOT).strip().endsWith(";base64")) {
            throw new ApiException(ErrorCode.INVALID_BASE64, "A data: URI must be in base64.").param(param);
        }
        return in;
    }
}
