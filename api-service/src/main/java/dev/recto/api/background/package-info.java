/** Work that goes on by itself. */
@NullMarked
package dev.recto.api.background;

import org.jspecify.annotations.NullMarked;
