/** Deliveries to receivers: claimed, signed, sent, tried again, listed. */
@NullMarked
package dev.recto.api.webhook.delivery;

import org.jspecify.annotations.NullMarked;
