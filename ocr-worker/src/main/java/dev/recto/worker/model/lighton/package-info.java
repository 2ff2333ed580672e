/** LightOnOCR-2: what is its own. */
@NullMarked
package dev.recto.worker.model.lighton;

import org.jspecify.annotations.NullMarked;
