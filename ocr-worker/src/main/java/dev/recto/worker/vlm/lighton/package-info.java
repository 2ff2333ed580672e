/** LightOnOCR-2: what is its own. */
@NullMarked
package dev.recto.worker.vlm.lighton;

import org.jspecify.annotations.NullMarked;
