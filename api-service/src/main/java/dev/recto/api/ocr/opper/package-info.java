/** Reading in Opper's form: other words for the same options, the same way from request to answer. */
@NullMarked
package dev.recto.api.ocr.opper;

import org.jspecify.annotations.NullMarked;
