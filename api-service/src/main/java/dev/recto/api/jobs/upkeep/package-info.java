/** Ends what takes too long, takes back what dead workers held, deletes what is old. */
@NullMarked
package dev.recto.api.jobs.upkeep;

import org.jspecify.annotations.NullMarked;
