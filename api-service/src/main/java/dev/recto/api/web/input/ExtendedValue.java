package dev.recto.api.web.input;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A header's parameter in a character set of its own (RFC 8187), such as {@code filename*=UTF-8''na%C3%AFve.pdf}. */
final class ExtendedValue {
    private static final String PARAMETER =
            ";\\s*%s\\*\\s*=\\s*(UTF-8|ISO-8859-1)'[A-Za-z0-9-]*'((?:%%\\p{XDigit}{2}|[A-Za-z0-9!#$&+.^_`|~-])*+)\\s*(?=;|$)";

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    private ExtendedValue() {}

    /** Empty where there is none that is well-formed. */
    static Optional<String> of(String header, String name) {
        Matcher parameter = Pattern.compile(PARAMETER.formatted(Pattern.quote(name)), Pattern.CASE_INSENSITIVE)
                .matcher(QUOTED.matcher(header).replaceAll("\"\""));
        return parameter.find() ? decode(Charset.forName(parameter.group(1)), parameter.group(2)) : Optional.empty();
    }

    private static Optional<String> decode(Charset charset, String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '%') {
                bytes.write(Integer.parseInt(value, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(value.charAt(i));
            }
        }
        try {
            return Optional.of(charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }
}
