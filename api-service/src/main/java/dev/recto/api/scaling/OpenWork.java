package dev.recto.api.scaling;

/**
 * What is to be read with a model.
 *
 * @param pages that wait or are with a worker
 * @param documents of which nobody knows the pages yet
 */
record OpenWork(long pages, long documents) {
    static final OpenWork NONE = new OpenWork(0, 0);

    /** A document has a page at least. */
    long total() {
        return pages + documents;
    }
}
