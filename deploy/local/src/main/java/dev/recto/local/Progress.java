package dev.recto.local;

import dev.recto.local.client.ReadingListener;
import java.io.PrintStream;

/** One line on standard error that is overwritten while a document is read; silent where no person watches. */
final class Progress implements ReadingListener, AutoCloseable {
    private static final String CLEAR_LINE = "\r\u001B[K";

    private final PrintStream out;
    private final boolean shown;

    Progress(PrintStream out, boolean shown) {
        this.out = out;
        this.shown = shown;
    }

    static Progress onTerminal() {
        String terminal = System.getenv("TERM");
        return new Progress(
                System.err, Boolean.getBoolean("recto.terminal") && terminal != null && !terminal.equals("dumb"));
    }

    @Override
    public void uploaded(long bytes, long total) {
        show("Sending %3d %%".formatted(total == 0 ? 100 : 100 * bytes / total));
    }

    @Override
    public void reading(int pagesDone, int pages, long seconds) {
        show(pages == 0 ? "Reading, %d s".formatted(seconds) : bar(pagesDone, pages) + " %d s".formatted(seconds));
    }

    private static String bar(int done, int total) {
        int width = 30;
        int filled = width * done / total;
        return "Reading [" + "#".repeat(filled) + ".".repeat(width - filled)
                + "] page %d of %d,".formatted(done, total);
    }

    private void show(String line) {
        if (shown) {
            out.print(CLEAR_LINE + line);
            out.flush();
        }
    }

    @Override
    public void close() {
        if (shown) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }
}
