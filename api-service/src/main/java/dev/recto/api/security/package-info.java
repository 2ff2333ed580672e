/** The door: who comes in. */
@NullMarked
package dev.recto.api.security;

import org.jspecify.annotations.NullMarked;
