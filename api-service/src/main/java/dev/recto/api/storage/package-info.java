/** Where bytes are kept: a port, and its adapter to S3. */
@NullMarked
package dev.recto.api.storage;

import org.jspecify.annotations.NullMarked;
