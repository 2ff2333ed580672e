/** Sends workers what waits, fairly and no more than they can take. */
@NullMarked
package dev.recto.api.jobs.dispatch;

import org.jspecify.annotations.NullMarked;
