package dev.recto.worker.snapshot;

/** Where a network's configuration and weights come from. */
public interface TensorSource {
    ConfigNode config();

    /** @throws SnapshotException if it is missing or has another shape */
    StoredTensor tensor(String name, long... shape);
}
