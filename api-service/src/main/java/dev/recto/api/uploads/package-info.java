/** Large files that come in parts. */
@NullMarked
package dev.recto.api.uploads;

import org.jspecify.annotations.NullMarked;
