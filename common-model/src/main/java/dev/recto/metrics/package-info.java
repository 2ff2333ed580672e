/** How both services measure. */
@NullMarked
package dev.recto.metrics;

import org.jspecify.annotations.NullMarked;
