/** Many documents read at a time, each written beside its source. */
@NullMarked
package dev.recto.local.documents;

import org.jspecify.annotations.NullMarked;
