/** GLM-OCR: what is its own. */
@NullMarked
package dev.recto.worker.model.glm;

import org.jspecify.annotations.NullMarked;
