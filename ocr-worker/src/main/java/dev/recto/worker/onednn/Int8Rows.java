package dev.recto.worker.onednn;

import java.lang.foreign.MemorySegment;

/** Rows of signed bytes [count, width] with a scale for each. */
record Int8Rows(MemorySegment bytes, MemorySegment scales, int count) {}
