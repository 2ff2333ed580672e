package dev.recto.local.terminal;

import dev.recto.local.client.ReadingListener;

/** How far one document is, as a line. */
public final class Progress implements ReadingListener, AutoCloseable {
    private static final int NAME = 20;
    private static final int BAR = 20;

    private final Board board;
    private final String name;
    private volatile String state = "";

    Progress(Board board, String name) {
        this.board = board;
        this.name = name.isEmpty() ? "" : shortened(name) + " ";
    }

    private static String shortened(String name) {
        return name.length() <= NAME
                ? name + " ".repeat(NAME - name.length())
                : "…" + name.substring(name.length() - NAME + 1);
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
        int filled = BAR * done / total;
        return "Reading [" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] page %d of %d,".formatted(done, total);
    }

    private void show(String now) {
        if (!now.equals(state)) {
            state = now;
            board.draw();
        }
    }

    /** Empty before anything is known. */
    String line() {
        return state.isEmpty() ? "" : name + state;
    }

    @Override
    public void close() {
        board.end(this);
    }
}
