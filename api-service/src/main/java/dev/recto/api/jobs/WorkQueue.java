package dev.recto.api.jobs;

/** Rows that workers are to be told of. */
interface WorkQueue {
    /** Sends as many of the rows that wait as may be under way, each at least once, in a transaction of its own. */
    void send();
}
