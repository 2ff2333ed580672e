@NullMarked
package dev.recto.tools;

import org.jspecify.annotations.NullMarked;
