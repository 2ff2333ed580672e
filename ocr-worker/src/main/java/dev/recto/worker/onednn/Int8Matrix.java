package dev.recto.worker.onednn;

import java.lang.foreign.MemorySegment;

/**
 * A matrix of signed bytes [out, in] with a scale for each of its rows.
 *
 * @param packed its elements in the order that products read them
 * @param scales fp32, [out]
 */
record Int8Matrix(MemorySegment packed, MemorySegment scales, int out, int in) {}
