package dev.recto.api.ocr.request;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.temporary.Spool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Takes the long texts out of JSON while it comes in: each goes to a file, a name nobody can guess takes its place. Only
 * looks for where texts begin and end; whether the rest is JSON is for a parser to say. A text that is moved has its escapes
 * resolved, as far as they stand for one byte: all that base64 and URLs need.
 */
final class LongTexts {
    /** Bytes that each request may have uncounted. */
    private static final int FIRST = 4096;

    private final Spool spool;
    private final int longest;
    private final int mostOther;
    private final String nonce =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private final Map<String, Path> files = new HashMap<>();
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream(FIRST);
    private int room = FIRST;

    private boolean inText;
    private boolean escaped;
    private int textStart;
    private @Nullable OutputStream file;
    /** Digits of a unicode escape seen so far, -1 outside of one. */
    private int unicodeDigits = -1;

    private int unicode;

    /** @param longest bytes of a text that stays; @param mostOther bytes of everything that stays */
    LongTexts(Spool spool, int longest, int mostOther) {
        this.spool = spool;
        this.longest = longest;
        this.mostOther = mostOther;
    }

    Map<String, Path> files() {
        return files;
    }

    byte[] reduce(InputStream body) throws IOException {
        byte[] buffer = new byte[1 << 15];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            for (int i = 0; i < n; i++) {
                accept(buffer[i]);
            }
        }
        if (file != null) {
            file.close();
            throw new ApiException(ErrorCode.INVALID_JSON);
        }
        return rest.toByteArray();
    }

    private void accept(byte b) throws IOException {
        if (!inText) {
            keep(b);
            if (b == '"') {
                inText = true;
                textStart = rest.size();
            }
        } else if (file == null) {
            shortText(b);
        } else {
            longText(b, file);
        }
    }

    private void shortText(byte b) throws IOException {
        if (!escaped && b == '"') {
            inText = false;
            keep(b);
            return;
        }
        keep(b);
        escaped = !escaped && b == '\\';
        if (!escaped && rest.size() - textStart > longest) {
            move();
        }
    }

    /** The text so far goes to a file, its name into the JSON; from here on the text is written there. */
    private void move() throws IOException {
        byte[] all = rest.toByteArray();
        Spool.NewFile created = spool.open();
        String name = "long:" + nonce + ":" + files.size();
        files.put(name, created.path());
        file = created.out();
        rest.reset();
        rest.write(all, 0, textStart);
        rest.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        for (int i = textStart; i < all.length; i++) {
            longText(all[i], created.out());
        }
    }

    private void longText(byte b, OutputStream out) throws IOException {
        if (unicodeDigits >= 0) {
            unicode = unicode << 4 | hex(b);
            if (++unicodeDigits == 4) {
                unicodeDigits = -1;
                out.write(unicode < 0x80 ? unicode : '?');
            }
        } else if (escaped) {
            escaped = false;
            unescape(b, out);
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            out.close();
            file = null;
            inText = false;
            keep(b);
        } else {
            out.write(b);
        }
    }

    private void unescape(byte b, OutputStream out) throws IOException {
        switch (b) {
            case 'u' -> {
                unicodeDigits = 0;
                unicode = 0;
            }
            case 'n' -> out.write('\n');
            case 'r' -> out.write('\r');
            case 't' -> out.write('\t');
            case 'b' -> out.write('\b');
            case 'f' -> out.write('\f');
            case '/', '\\', '"' -> out.write(b);
            default -> throw new ApiException(ErrorCode.INVALID_JSON);
        }
    }

    private static int hex(byte b) {
        int digit = Character.digit(b, 16);
        if (digit < 0) {
            throw new ApiException(ErrorCode.INVALID_JSON);
        }
        return digit;
    }

    private void keep(byte b) {
        if (rest.size() > mostOther) {
            throw new ApiException(ErrorCode.REQUEST_TOO_LARGE);
        }
        if (rest.size() >= room) {
            spool.hold(room);
            room *= 2;
        }
        rest.write(b);
    }
}
