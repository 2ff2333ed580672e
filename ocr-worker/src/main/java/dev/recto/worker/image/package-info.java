/** Pixels: resize, crop, encode; byte-exact where a model needs it. */
@NullMarked
package dev.recto.worker.image;

import org.jspecify.annotations.NullMarked;
