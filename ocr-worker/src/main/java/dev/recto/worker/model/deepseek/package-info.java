/** DeepSeek-OCR: what is its own. */
@NullMarked
package dev.recto.worker.model.deepseek;

import org.jspecify.annotations.NullMarked;
