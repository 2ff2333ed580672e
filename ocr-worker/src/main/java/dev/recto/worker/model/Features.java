package dev.recto.worker.model;

/** What the vision towers made of a view, where the model computes; freed when all who hold it have closed it. */
public interface Features extends AutoCloseable {
    /** For another one who holds the same, and closes it. */
    Features held();

    @Override
    void close();
}
