/** Threads of pools. */
@NullMarked
package dev.recto.worker.threads;

import org.jspecify.annotations.NullMarked;
