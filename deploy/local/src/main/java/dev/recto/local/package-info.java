/** Recto on one machine: embedded PostgreSQL, Kafka and S3, and the launcher. */
@NullMarked
package dev.recto.local;

import org.jspecify.annotations.NullMarked;
