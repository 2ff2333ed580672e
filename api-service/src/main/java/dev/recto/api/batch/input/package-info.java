/** What a client sends: rows inline or in a file. */
@NullMarked
package dev.recto.api.batch.input;

import org.jspecify.annotations.NullMarked;
