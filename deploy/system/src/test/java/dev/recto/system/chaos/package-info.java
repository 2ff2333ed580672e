/** What holds while processes are killed and frozen: {@code ./mvnw verify -Pchaos}. */
@NullMarked
package dev.recto.system.chaos;

import org.jspecify.annotations.NullMarked;
