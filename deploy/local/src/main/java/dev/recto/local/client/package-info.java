/** A small client of Recto's HTTP interface. */
@NullMarked
package dev.recto.local.client;

import org.jspecify.annotations.NullMarked;
