/** Commands that run in a process of their own, without Kafka and Quarkus. */
@NullMarked
package dev.recto.tools.cli;

import org.jspecify.annotations.NullMarked;
