/** GLM-OCR's page pipeline around its two networks: which detections become regions, and one markdown out of their texts. */
@NullMarked
package dev.recto.worker.regions;

import org.jspecify.annotations.NullMarked;
