/** What deliveries are signed with. */
@NullMarked
package dev.recto.api.webhook.secret;

import org.jspecify.annotations.NullMarked;
