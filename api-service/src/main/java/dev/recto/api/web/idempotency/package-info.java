/** Requests that may be sent again without being carried out again. */
@NullMarked
package dev.recto.api.web.idempotency;

import org.jspecify.annotations.NullMarked;
