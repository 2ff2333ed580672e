package dev.recto.api.webhook.delivery;

import dev.recto.api.web.input.Word;

/** What came of an attempt. */
enum Outcome implements Word {
    /** Answered with a status of the 200s. */
    DELIVERED,
    /** 410: the receiver wants no more. */
    GONE,
    /** Answered with another status, redirects among them. */
    REFUSED,
    UNREACHABLE,
    TIMED_OUT,
    /** None of the host's addresses may be connected to. */
    ADDRESS_NOT_ALLOWED;

    static Outcome ofStatus(int status) {
        if (status / 100 == 2) {
            return DELIVERED;
        }
        return status == 410 ? GONE : REFUSED;
    }

    /** Whether another attempt may end otherwise. */
    boolean mayPass() {
        return this == REFUSED || this == UNREACHABLE || this == TIMED_OUT;
    }
}
