package dev.recto.tools.fetch;

import java.io.InputStream;

/** Files of a snapshot, by their path in it. */
public interface SnapshotSource {
    /** The bytes of a file from an offset on, none where it has no more; blocks. */
    InputStream open(String path, long offset) throws FetchException;
}
