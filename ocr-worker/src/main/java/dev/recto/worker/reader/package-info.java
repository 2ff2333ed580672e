/** What every engine implements to read pages, and what it is handed for one. */
@NullMarked
package dev.recto.worker.reader;

import org.jspecify.annotations.NullMarked;
