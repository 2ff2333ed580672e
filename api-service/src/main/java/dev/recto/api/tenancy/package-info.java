/** API keys, and the organisations and projects that they belong to. */
@NullMarked
package dev.recto.api.tenancy;

import org.jspecify.annotations.NullMarked;
