/** The engine that reads nothing, to measure everything around it. */
@NullMarked
package dev.recto.worker.none;

import org.jspecify.annotations.NullMarked;
