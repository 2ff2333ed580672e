/** What every route says alike: errors, request ids, limits, spans, and who asks. */
@NullMarked
package dev.recto.api.web;

import org.jspecify.annotations.NullMarked;
