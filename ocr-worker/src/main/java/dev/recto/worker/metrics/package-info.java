/** What all measuring has in common; what is measured is said where it happens. */
@NullMarked
package dev.recto.worker.metrics;

import org.jspecify.annotations.NullMarked;
