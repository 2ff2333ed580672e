/** Sign-in with tokens of the organisation's own identity provider. */
@NullMarked
package dev.recto.api.tenancy.signin;

import org.jspecify.annotations.NullMarked;
