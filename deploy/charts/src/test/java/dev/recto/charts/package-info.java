/** The chart, rendered and checked as far as that goes without a cluster. */
@NullMarked
package dev.recto.charts;

import org.jspecify.annotations.NullMarked;
