/** Kafka clients as this service needs them: topics made at start, a producer, loops that consume. */
@NullMarked
package dev.recto.api.messaging;

import org.jspecify.annotations.NullMarked;
