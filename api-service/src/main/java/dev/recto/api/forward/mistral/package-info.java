/** Mistral's API, or another Recto, as an upstream. */
@NullMarked
package dev.recto.api.forward.mistral;

import org.jspecify.annotations.NullMarked;
