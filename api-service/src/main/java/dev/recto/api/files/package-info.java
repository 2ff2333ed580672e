/** Stored files: taking them in, listing, handing them out, deleting. */
@NullMarked
package dev.recto.api.files;

import org.jspecify.annotations.NullMarked;
