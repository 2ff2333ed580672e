/** Files that no process but this one needs. */
@NullMarked
package dev.recto.api.temporary;

import org.jspecify.annotations.NullMarked;
