/** A hand-written peer at the Kafka port. */
@NullMarked
package dev.recto.api.worker;

import org.jspecify.annotations.NullMarked;
