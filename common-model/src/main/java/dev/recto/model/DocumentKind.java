package dev.recto.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a document is, decided by how its bytes begin; its name and what a client calls it do not count. */
public enum DocumentKind {
    PNG("image/png", "\\x89PNG\\r\\n\\x1a\\n"),
    JPEG("image/jpeg", "\\xff\\xd8\\xff"),
    GIF("image/gif", "GIF8[79]a"),
    TIFF("image/tiff", "II[*+]\\x00|MM\\x00[*+]"),
    WEBP("image/webp", "RIFF.{4}WEBP"),
    /** A boxed file, or the bare stream of its picture. */
    JPEG2000("image/jp2", "\\x00\\x00\\x00\\x0cjP {2}\\r\\n\\x87\\n|\\xff\\x4f\\xff\\x51"),
    /** Two letters are too few to go by, so the length of the header that follows must be one of those that exist. */
    BMP("image/bmp", "BM.{12}[\\x0c\\x28\\x34\\x38\\x40\\x6c\\x7c]\\x00\\x00\\x00"),
    /** Like PDF readers, lets something else stand before the header. */
    PDF("application/pdf", ".*?%PDF-");

    /** How many bytes from the start are enough. */
    public static final int HEAD = 1024;

    private final String mimetype;
    private final Pattern start;

    DocumentKind(String mimetype, String start) {
        this.mimetype = mimetype;
        this.start = Pattern.compile(start, Pattern.DOTALL);
    }

    public static Optional<DocumentKind> of(byte[] head) {
        String bytes = new String(head, 0, Math.min(head.length, HEAD), ISO_8859_1);
        return Arrays.stream(values())
                .filter(kind -> kind.start.matcher(bytes).lookingAt())
                .findFirst();
    }

    public String mimetype() {
        return mimetype;
    }
}
