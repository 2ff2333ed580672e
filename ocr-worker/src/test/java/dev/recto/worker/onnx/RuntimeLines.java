package dev.recto.worker.onnx;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What {@link RuntimeLog} says until it is closed. */
final class RuntimeLines extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger(RuntimeLog.class.getName());
    private final List<LogRecord> lines = new CopyOnWriteArrayList<>();

    RuntimeLines() {
        logger.addHandler(this);
    }

    List<LogRecord> records() {
        return lines;
    }

    List<String> texts() {
        return lines.stream().map(RuntimeLines::text).toList();
    }

    static String text(LogRecord line) {
        Object[] parameters = line.getParameters();
        return parameters == null ? line.getMessage() : String.format(line.getMessage(), parameters);
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
