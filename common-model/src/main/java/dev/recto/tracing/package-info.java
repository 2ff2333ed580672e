/** Spans of what is done for a request, in whichever process: off unless an operator wants them. */
@NullMarked
package dev.recto.tracing;

import org.jspecify.annotations.NullMarked;
