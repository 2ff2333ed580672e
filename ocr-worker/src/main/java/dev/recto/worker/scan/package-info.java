/** What is wrong with the picture of a page before anybody reads it: its light, its skew, which way up it stands. With Leptonica and Tesseract. */
@NullMarked
package dev.recto.worker.scan;

import org.jspecify.annotations.NullMarked;
