package dev.recto.api.ocr.text;

/** What holds for tables, whatever form they are written in. */
public final class Tables {
    /** Of a table, beside those that its text writes out: a few cells that reach over columns and rows can make any number. */
    public static final int MOST_SLOTS = 1 << 16;

    private Tables() {}
}
