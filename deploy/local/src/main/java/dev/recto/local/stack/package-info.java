/** All processes of Recto on one machine: started, watched and stopped together. */
@NullMarked
package dev.recto.local.stack;

import org.jspecify.annotations.NullMarked;
