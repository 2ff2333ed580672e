/** How the services treat the broker alike; the clients are their own. */
@NullMarked
package dev.recto.kafka;

import org.jspecify.annotations.NullMarked;
