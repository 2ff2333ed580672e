/** Documents with what was read on them beneath, which workers make. */
@NullMarked
package dev.recto.api.ocr.copy;

import org.jspecify.annotations.NullMarked;
