package dev.recto.worker.layout;

import java.util.regex.Pattern;

/** What a line of a program looks like. */
final class Code {
    private static final Pattern PATTERN = Pattern.compile(
            ".*[;{]|[^{]*}|//.*|.*(\\(\\)|[=!]=|\\+=|->|::|</|[\\p{L}\\d]_[\\p{L}\\d]{2}|\\p{L}{2}\\.\\p{L}+\\().*");

    private Code() {}

    static boolean is(String text) {
        return PATTERN.matcher(text).matches();
    }
}
