/** Work on tasks as part of the traces that they came with. */
@NullMarked
package dev.recto.worker.tracing;

import org.jspecify.annotations.NullMarked;
