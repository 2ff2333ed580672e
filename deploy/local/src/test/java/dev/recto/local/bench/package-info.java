@NullMarked
package dev.recto.local.bench;

import org.jspecify.annotations.NullMarked;
