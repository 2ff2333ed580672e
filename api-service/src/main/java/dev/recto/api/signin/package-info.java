/** Sign-in with tokens of the organisation's own identity provider. */
@NullMarked
package dev.recto.api.signin;

import org.jspecify.annotations.NullMarked;
