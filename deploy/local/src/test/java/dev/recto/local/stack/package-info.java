@NullMarked
package dev.recto.local.stack;

import org.jspecify.annotations.NullMarked;
