/** Puts what workers answer where jobs keep it. */
@NullMarked
package dev.recto.api.jobs.gather;

import org.jspecify.annotations.NullMarked;
