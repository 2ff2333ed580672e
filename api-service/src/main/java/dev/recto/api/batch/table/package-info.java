/** Batches and their rows in the database. */
@NullMarked
package dev.recto.api.batch.table;

import org.jspecify.annotations.NullMarked;
