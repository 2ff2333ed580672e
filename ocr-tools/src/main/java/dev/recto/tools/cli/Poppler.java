package dev.recto.tools.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The yardstick for drawing pages. */
final class Poppler {
    /** Minutes and seconds as the shell's {@code times} prints them: its own on the first line, its children's on the second. */
    private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");

    private static final int CHILDREN = 2;

    private Poppler() {}

    /** Pages per second of CPU time, empty if pdftoppm is not installed. */
    static OptionalDouble draw(Path file, int dpi, int pages, int rounds) throws IOException, InterruptedException {
        String once = "pdftoppm -r " + dpi + " '" + file + "' > /dev/null && ";
        Process shell = new ProcessBuilder("sh", "-c", once.repeat(rounds) + "times")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (shell.waitFor() != 0) {
            return OptionalDouble.empty();
        }
        double seconds = 0;
        Matcher time = TIME.matcher(output);
        for (int i = 0; time.find(); i++) {
            if (i >= CHILDREN) {
                seconds += 60 * Integer.parseInt(time.group(1)) + Double.parseDouble(time.group(2));
            }
        }
        return OptionalDouble.of(pages * rounds / seconds);
    }
}
