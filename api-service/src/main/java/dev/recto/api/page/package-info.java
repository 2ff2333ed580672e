/** The web page of this service: its files are static, and everything it shows it asks the API for. */
@NullMarked
package dev.recto.api.page;

import org.jspecify.annotations.NullMarked;
