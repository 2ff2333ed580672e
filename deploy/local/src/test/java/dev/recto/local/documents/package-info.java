@NullMarked
package dev.recto.local.documents;

import org.jspecify.annotations.NullMarked;
