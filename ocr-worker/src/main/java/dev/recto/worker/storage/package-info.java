/** The bucket that documents come from and crops go to. */
@NullMarked
package dev.recto.worker.storage;

import org.jspecify.annotations.NullMarked;
