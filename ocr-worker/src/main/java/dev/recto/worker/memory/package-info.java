/** What pages under way take of the process's memory. */
@NullMarked
package dev.recto.worker.memory;

import org.jspecify.annotations.NullMarked;
