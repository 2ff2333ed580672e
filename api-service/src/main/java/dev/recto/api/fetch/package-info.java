/** Reads documents from URLs that strangers name, without becoming their way into the network around the service. */
@NullMarked
package dev.recto.api.fetch;

import org.jspecify.annotations.NullMarked;
