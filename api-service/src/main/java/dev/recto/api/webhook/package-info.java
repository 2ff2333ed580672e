/** Whom clients want told of the end of jobs and batches, and of which ends. */
@NullMarked
package dev.recto.api.webhook;

import org.jspecify.annotations.NullMarked;
