/** How things are named. */
@NullMarked
package dev.recto.api.id;

import org.jspecify.annotations.NullMarked;
