/** Large files that come in parts. */
@NullMarked
package dev.recto.api.files.upload;

import org.jspecify.annotations.NullMarked;
