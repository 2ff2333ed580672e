/** Threads of pools, and waiting for them. */
@NullMarked
package dev.recto.worker.threads;

import org.jspecify.annotations.NullMarked;
