package dev.recto.worker.task;

import dev.recto.model.TaskId;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** The job and the page that this thread's lines in the log are about until it is closed, and those of threads that it starts for it. */
final class LogIds implements AutoCloseable {
    private static final String JOB = "job";
    private static final String PAGE = "page";

    private final @Nullable Object formerJob = MDC.get(JOB);
    private final @Nullable Object formerPage = MDC.get(PAGE);

    private LogIds(TaskId task) {
        put(JOB, task.job().toString());
        put(PAGE, task.page() == null ? null : task.page().toString());
    }

    static LogIds of(TaskId task) {
        return new LogIds(task);
    }

    private static void put(String name, @Nullable Object value) {
        if (value == null) {
            MDC.remove(name);
        } else {
            MDC.put(name, value);
        }
    }

    @Override
    public void close() {
        put(JOB, formerJob);
        put(PAGE, formerPage);
    }
}
