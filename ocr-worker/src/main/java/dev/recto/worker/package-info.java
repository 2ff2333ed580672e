/** The worker: takes tasks, reads pages, answers. */
@NullMarked
package dev.recto.worker;

import org.jspecify.annotations.NullMarked;
