/** The routes that read a document. */
@NullMarked
package dev.recto.api.ocr;

import org.jspecify.annotations.NullMarked;
