/** Commands that run in a process of their own, without Kafka and Quarkus. */
@NullMarked
package dev.recto.worker.cli;

import org.jspecify.annotations.NullMarked;
