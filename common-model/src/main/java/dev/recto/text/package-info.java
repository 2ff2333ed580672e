/** What languages do with words, wherever text is put together. */
@NullMarked
package dev.recto.text;

import org.jspecify.annotations.NullMarked;
