@NullMarked
package dev.recto.local.terminal;

import org.jspecify.annotations.NullMarked;
