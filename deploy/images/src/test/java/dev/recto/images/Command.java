package dev.recto.images;

import java.io.IOException;

/** A program of this machine's. */
final class Command {
    private Command() {}

    /** Returns when it has succeeded. */
    static void run(String... line) throws IOException, InterruptedException {
        int result = new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (result != 0) {
            throw new IOException(String.join(" ", line) + " failed: " + result);
        }
    }
}
