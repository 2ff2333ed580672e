/** Which models the live workers serve, and the names that requests may use for them. */
@NullMarked
package dev.recto.api.models;

import org.jspecify.annotations.NullMarked;
