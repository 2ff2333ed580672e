/** Many documents to be read later: jobs made of rows, each of which becomes an ordinary reading behind all interactive work. */
@NullMarked
package dev.recto.api.batch;

import org.jspecify.annotations.NullMarked;
