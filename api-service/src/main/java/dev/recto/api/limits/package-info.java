/** How much one API key may ask for. */
@NullMarked
package dev.recto.api.limits;

import org.jspecify.annotations.NullMarked;
