/** Holds what the service answers against its published description. */
@NullMarked
package dev.recto.api.contract;

import org.jspecify.annotations.NullMarked;
