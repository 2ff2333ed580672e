/** What a client asks for, and how its document comes into the store. */
@NullMarked
package dev.recto.api.ocr.request;

import org.jspecify.annotations.NullMarked;
