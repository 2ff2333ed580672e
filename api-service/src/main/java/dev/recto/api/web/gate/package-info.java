/** The door: who comes in. */
@NullMarked
package dev.recto.api.web.gate;

import org.jspecify.annotations.NullMarked;
