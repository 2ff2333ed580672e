package dev.recto.api.web.input;

/** Characters as the contract counts them, some of which are two of Java's. */
public final class Characters {
    private Characters() {}

    public static int count(String text) {
        return text.codePointCount(0, text.length());
    }
}
