/** A loaded model shared by many pages: one thread, N cache slots, pages joining and leaving between steps. */
@NullMarked
package dev.recto.worker.engine;

import org.jspecify.annotations.NullMarked;
