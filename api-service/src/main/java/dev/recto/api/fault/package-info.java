/** What goes wrong, as the client sees it: one enum of error codes, one exception, one body. */
@NullMarked
package dev.recto.api.fault;

import org.jspecify.annotations.NullMarked;
