package dev.recto.worker.task;

/** What became of a task in this worker. */
enum TaskOutcome {
    ANSWERED,
    /** It waits again, for anybody. */
    RETURNED,
    /**
     * The worker ended before the broker had the answer, and whoever hears that it has ended gives the task to others; or the task's time was over.
     */
    UNANSWERED,
    /** It was none. */
    DROPPED
}
