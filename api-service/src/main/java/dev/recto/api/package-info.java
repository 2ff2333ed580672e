/** The HTTP service. */
@NullMarked
package dev.recto.api;

import org.jspecify.annotations.NullMarked;
