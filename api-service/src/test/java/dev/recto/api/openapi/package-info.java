/** The published description of the service against the service. */
@NullMarked
package dev.recto.api.openapi;

import org.jspecify.annotations.NullMarked;
