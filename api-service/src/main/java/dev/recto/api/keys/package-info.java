/** API keys: made, listed, revoked, and looked up. */
@NullMarked
package dev.recto.api.keys;

import org.jspecify.annotations.NullMarked;
