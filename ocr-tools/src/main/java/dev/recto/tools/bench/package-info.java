/** Measures a model on this machine: synthetic pages of one size, a fixed number of new tokens, so many in flight. */
@NullMarked
package dev.recto.tools.bench;

import org.jspecify.annotations.NullMarked;
