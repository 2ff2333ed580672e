package dev.recto.worker.task;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** The job and the page that this thread's lines in the log are about until it is closed, and those of threads that it starts for it. */
final class LogIds implements AutoCloseable {
    private static final String JOB = "job";
    private static final String PAGE = "page";
    private static final Pattern KEY = Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/(\\d+))?");

    private final @Nullable Object formerJob = MDC.get(JOB);
    private final @Nullable Object formerPage = MDC.get(PAGE);

    private LogIds(@Nullable String job, @Nullable String page) {
        put(JOB, job);
        put(PAGE, page);
    }

    /** Those of a task, by the key of its message; none where the message is not one of ours. */
    static LogIds of(@Nullable String key) {
        Matcher ids = KEY.matcher(key == null ? "" : key);
        return ids.matches() ? new LogIds(ids.group(1), ids.group(2)) : new LogIds(null, null);
    }

    static LogIds of(UUID job, int page) {
        return new LogIds(job.toString(), Integer.toString(page));
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
