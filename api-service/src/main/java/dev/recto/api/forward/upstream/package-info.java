/** Other services that read documents: Mistral's API (or another Recto) and docling-serve. Nothing is sent to one that is not configured. */
@NullMarked
package dev.recto.api.forward.upstream;

import org.jspecify.annotations.NullMarked;
