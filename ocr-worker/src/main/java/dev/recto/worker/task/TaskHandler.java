package dev.recto.worker.task;

import java.io.IOException;

/** Knows the tasks of one queue. */
interface TaskHandler {
    /**
     * @param json as it came
     * @throws IOException it is not of the expected form, and never will be
     */
    Task task(byte[] json) throws IOException;
}
