/** Where processes keep temporary files. */
@NullMarked
package dev.recto.workspace;

import org.jspecify.annotations.NullMarked;
