/** Jobs and their pages: accepted, sent to workers fairly, gathered, swept, waited for. Postgres is the truth, Kafka the doorbell. */
@NullMarked
package dev.recto.api.jobs;

import org.jspecify.annotations.NullMarked;
