/** What holds for texts, whatever form they are written in. */
@NullMarked
package dev.recto.api.ocr.text;

import org.jspecify.annotations.NullMarked;
