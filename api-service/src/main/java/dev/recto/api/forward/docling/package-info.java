/** docling-serve as an upstream. */
@NullMarked
package dev.recto.api.forward.docling;

import org.jspecify.annotations.NullMarked;
