package dev.recto.api.files;

import java.nio.charset.StandardCharsets;

/** The header {@code Content-Disposition} (RFC 6266): names hold anything, headers do not. */
final class ContentDisposition {
    private static final String UNRESERVED = "-._~";

    private ContentDisposition() {}

    /** The name itself if it is plain, else a plain look-alike and the name in the form of RFC 8187. */
    static String attachment(String filename) {
        String plain = filename.replaceAll("[^\\x20-\\x7E]|[\"\\\\%]", "_");
        String header = "attachment; filename=\"" + plain + "\"";
        return plain.equals(filename) ? header : header + "; filename*=UTF-8''" + percentEncoded(filename);
    }

    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean letter = octet >= 'a' && octet <= 'z' || octet >= 'A' && octet <= 'Z';
            boolean digit = octet >= '0' && octet <= '9';
            if (letter || digit || UNRESERVED.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format("%%%02X", octet));
            }
        }
        return encoded.toString();
    }
}
