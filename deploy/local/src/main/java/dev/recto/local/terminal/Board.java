package dev.recto.local.terminal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lines at the end of a terminal, one for each document under way, that are drawn over and over; none where no person watches. */
public final class Board implements AutoCloseable {
    private static final String CLEAR = "\r\u001B[J";

    private final PrintStream results;
    private final PrintStream remarks;
    private final boolean watched;
    private final List<Progress> lines = new ArrayList<>();
    private int drawn;

    /** @param remarks where the lines are, too */
    Board(PrintStream results, PrintStream remarks, boolean watched) {
        this.results = results;
        this.remarks = remarks;
        this.watched = watched;
    }

    public static Board onTerminal() {
        String terminal = System.getenv("TERM");
        return new Board(
                System.out,
                System.err,
                Boolean.getBoolean("recto.terminal") && terminal != null && !terminal.equals("dumb"));
    }

    /** @param name empty if there is only one */
    public synchronized Progress begin(String name) {
        Progress line = new Progress(this, name);
        lines.add(line);
        return line;
    }

    synchronized void end(Progress line) {
        lines.remove(line);
        draw();
    }

    /** Prints a line that stays, as a result. */
    public void result(String line) {
        print(results, line);
    }

    /** Prints a line that stays, and that is no result. */
    public void remark(String line) {
        print(remarks, line);
    }

    private synchronized void print(PrintStream out, String line) {
        clear();
        out.println(line);
        out.flush();
        draw();
    }

    synchronized void draw() {
        if (watched) {
            clear();
            List<String> texts = lines.stream()
                    .map(Progress::line)
                    .filter(line -> !line.isEmpty())
                    .toList();
            remarks.print(texts.stream().collect(Collectors.joining("\n")));
            remarks.flush();
            drawn = texts.size();
        }
    }

    private void clear() {
        if (drawn > 0) {
            remarks.print((drawn > 1 ? "\u001B[" + (drawn - 1) + "A" : "") + CLEAR);
            remarks.flush();
            drawn = 0;
        }
    }

    @Override
    public synchronized void close() {
        lines.clear();
        clear();
    }
}
