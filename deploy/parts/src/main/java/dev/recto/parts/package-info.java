/** Embedded PostgreSQL, Kafka and S3 in a process of their own, for one machine and for tests. */
@NullMarked
package dev.recto.parts;

import org.jspecify.annotations.NullMarked;
