/** Tasks in, replies out, over Kafka; nothing else in the worker knows Kafka. */
@NullMarked
package dev.recto.worker.task;

import org.jspecify.annotations.NullMarked;
