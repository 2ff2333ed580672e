@NullMarked
package dev.recto.local.client;

import org.jspecify.annotations.NullMarked;
