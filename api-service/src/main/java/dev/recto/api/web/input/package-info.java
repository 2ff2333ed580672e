/** Reads the fields of JSON bodies, forms and queries, and says all that is wrong with them at once. */
@NullMarked
package dev.recto.api.web.input;

import org.jspecify.annotations.NullMarked;
