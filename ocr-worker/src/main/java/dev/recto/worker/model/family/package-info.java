/** Which family a snapshot is of, and what it takes to serve it. */
@NullMarked
package dev.recto.worker.model.family;

import org.jspecify.annotations.NullMarked;
