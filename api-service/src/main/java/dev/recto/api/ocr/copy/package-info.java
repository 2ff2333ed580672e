/** What workers make of documents when somebody asks: copies with what was read beneath, and pictures of pages. */
@NullMarked
package dev.recto.api.ocr.copy;

import org.jspecify.annotations.NullMarked;
