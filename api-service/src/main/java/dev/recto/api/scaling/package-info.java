/** What autoscalers of worker pools look at: how much is to be read with each model. */
@NullMarked
package dev.recto.api.scaling;

import org.jspecify.annotations.NullMarked;
