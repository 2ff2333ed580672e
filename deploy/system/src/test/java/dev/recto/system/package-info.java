/** The real processes, from outside: through HTTP, signals and the command line. */
@NullMarked
package dev.recto.system;

import org.jspecify.annotations.NullMarked;
