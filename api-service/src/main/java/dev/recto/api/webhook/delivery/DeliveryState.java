package dev.recto.api.webhook.delivery;

import dev.recto.api.web.input.Word;

/** Where a delivery stands. */
enum DeliveryState implements Word {
    WAITING,
    DELIVERED,
    /** Given up. */
    FAILED
}
