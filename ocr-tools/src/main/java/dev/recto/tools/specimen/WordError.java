package dev.recto.tools.specimen;

/** The least number of words put in, left out and replaced, by the truth's number of words. */
public final class WordError {
    private WordError() {}

    /** @param markdown whose marks don't count */
    public static double of(String truth, String markdown) {
        String[] wanted = words(truth);
        String[] got = words(plain(markdown));
        int[] above = new int[got.length + 1];
        for (int j = 0; j <= got.length; j++) {
            above[j] = j;
        }
        for (int i = 0; i < wanted.length; i++) {
            int[] row = new int[got.length + 1];
            row[0] = i + 1;
            for (int j = 0; j < got.length; j++) {
                int replaced = above[j] + (wanted[i].equals(got[j]) ? 0 : 1);
                row[j + 1] = Math.min(replaced, 1 + Math.min(row[j], above[j + 1]));
            }
            above = row;
        }
        return above[got.length] / (double) wanted.length;
    }

    private static String[] words(String text) {
        return text.isBlank() ? new String[0] : text.strip().split("\\s+");
    }

    /** Without the marks of markdown that stand for no words. */
    static String plain(String markdown) {
        return markdown.replaceAll("!\\[[^]]*]\\([^)]*\\)", " ")
                .replaceAll("(?m)^\\|( --- \\|)+$", " ")
                .replaceAll("\\\\(?=\\p{Punct})", "")
                .replaceAll("[#*|\\\\]", " ");
    }
}
