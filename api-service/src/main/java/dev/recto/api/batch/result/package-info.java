/** The files that a batch ends with. */
@NullMarked
package dev.recto.api.batch.result;

import org.jspecify.annotations.NullMarked;
