/** Which page does what in the next step, and what its next token is: pure data and decisions, no model, no threads. */
@NullMarked
package dev.recto.worker.decode;

import org.jspecify.annotations.NullMarked;
