/** Rows become jobs, a window of them at a time, and jobs become results. */
@NullMarked
package dev.recto.api.batch.run;

import org.jspecify.annotations.NullMarked;
