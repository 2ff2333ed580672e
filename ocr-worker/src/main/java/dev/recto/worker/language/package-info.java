/** Which language a page is written in. */
@NullMarked
package dev.recto.worker.language;

import org.jspecify.annotations.NullMarked;
