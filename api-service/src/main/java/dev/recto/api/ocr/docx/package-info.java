/** Documents of WordprocessingML, written as they come: however long one is, some blocks of it are in memory. */
@NullMarked
package dev.recto.api.ocr.docx;

import org.jspecify.annotations.NullMarked;
