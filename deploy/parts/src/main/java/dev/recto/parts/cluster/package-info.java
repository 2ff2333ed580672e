/** What a cluster has beside PostgreSQL, Kafka and S3, as tests need it. */
@NullMarked
package dev.recto.parts.cluster;

import org.jspecify.annotations.NullMarked;
