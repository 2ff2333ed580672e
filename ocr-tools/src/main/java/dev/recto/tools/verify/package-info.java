/** Compares every stage of a model with the reference outputs that lie beside its snapshot. */
@NullMarked
package dev.recto.tools.verify;

import org.jspecify.annotations.NullMarked;
