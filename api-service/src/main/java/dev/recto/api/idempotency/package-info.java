/** Requests that may be sent again without being carried out again. */
@NullMarked
package dev.recto.api.idempotency;

import org.jspecify.annotations.NullMarked;
