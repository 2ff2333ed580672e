/** What is released, tried as those who get it would. */
@NullMarked
package dev.recto.release;

import org.jspecify.annotations.NullMarked;
