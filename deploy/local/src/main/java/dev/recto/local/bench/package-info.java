/** Measurements of the whole platform, each on a stack of its own. */
@NullMarked
package dev.recto.local.bench;

import org.jspecify.annotations.NullMarked;
