package dev.recto.worker.samples;

/** Character error rate: edits that turn what was read into the truth, per character of the truth; spaces count as one. */
public final class ErrorRate {
    private ErrorRate() {}

    public static double of(String read, String truth) {
        String a = normal(read);
        String b = normal(truth);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitute, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return (double) row[b.length()] / b.length();
    }

    private static String normal(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
