package dev.recto.api.scaling;

/**
 * Answer of {@code GET /q/scaling/{model}}; an autoscaler's trigger names the field that it goes by.
 *
 * @param open pages, and one page for each document: what wakes a pool even where its own workers are the first to open the document
 * @param slots pages that the live workers read at the same time
 */
record Scaling(String model, long open, long pages, long documents, int slots) {
    static Scaling of(String model, OpenWork work, int slots) {
        return new Scaling(model, work.total(), work.pages(), work.documents(), slots);
    }
}
