/** Requests as the roots of traces. */
@NullMarked
package dev.recto.api.tracing;

import org.jspecify.annotations.NullMarked;
