/** What is read, how, and what became of it: the nouns that routes, jobs, batches and upstreams share. */
@NullMarked
package dev.recto.api.reading;

import org.jspecify.annotations.NullMarked;
