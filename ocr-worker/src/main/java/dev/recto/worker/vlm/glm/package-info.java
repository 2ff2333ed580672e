/** GLM-OCR: what is its own. */
@NullMarked
package dev.recto.worker.vlm.glm;

import org.jspecify.annotations.NullMarked;
