package dev.recto.worker.task;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/** Lines of the log, each with the ids that it carries. */
final class LoggedIds extends Handler {
    final List<String> written = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
        ExtLogRecord known = ExtLogRecord.wrap(line);
        written.add(
                "%s job %s page %s".formatted(known.getFormattedMessage(), known.getMdc("job"), known.getMdc("page")));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
