/** The door: who comes in, and how much it may bring. */
@NullMarked
package dev.recto.api.security;

import org.jspecify.annotations.NullMarked;
