/** Documents that an upstream reads, in the queue of each. Nothing is sent to an upstream that is not configured. */
@NullMarked
package dev.recto.api.forward;

import org.jspecify.annotations.NullMarked;
