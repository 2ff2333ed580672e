package dev.recto.local.client;

/** Hears how far the reading of a document has come. */
public interface ReadingListener {
    void uploaded(long bytes, long total);

    /** {@code pages} is 0 until the service has opened the document. */
    void reading(int pagesDone, int pages, long seconds);
}
