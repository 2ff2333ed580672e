package dev.recto.worker.task;

import java.io.IOException;
import java.util.List;

/** Knows the tasks of one queue. */
interface TaskHandler {
    /**
     * @param json a record, as it came
     * @return what is asked for in it, one at least; each takes a slot
     * @throws IOException it is not of the expected form, and never will be
     */
    List<Task> tasks(byte[] json) throws IOException;
}
