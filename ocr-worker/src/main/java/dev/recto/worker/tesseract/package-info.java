/** The CPU engine: Tesseract 5 through its C++ API. */
@NullMarked
package dev.recto.worker.tesseract;

import org.jspecify.annotations.NullMarked;
