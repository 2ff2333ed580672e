/** The records that the API and the workers exchange, and the names and limits both must agree on. */
@NullMarked
package dev.recto.model;

import org.jspecify.annotations.NullMarked;
