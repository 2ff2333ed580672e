package dev.recto.worker.onednn;

import java.util.List;

/** A matrix [out, in] in parts of successive rows, one for each thread of a team or fewer. */
record SharedMatrix(List<Part> parts, int out, int in) {
    /** @param from the first of its rows */
    record Part(Int8Matrix matrix, int from) {}
}
