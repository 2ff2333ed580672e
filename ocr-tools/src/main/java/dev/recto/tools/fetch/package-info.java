/** Brings a model's snapshot from a bucket, before anything serves it. */
@NullMarked
package dev.recto.tools.fetch;

import org.jspecify.annotations.NullMarked;
