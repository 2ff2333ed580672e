/** Who asks, for which organisation and project, and what it may do. */
@NullMarked
package dev.recto.api.tenancy;

import org.jspecify.annotations.NullMarked;
