/** DeepSeek-OCR: what is its own. */
@NullMarked
package dev.recto.worker.vlm.deepseek;

import org.jspecify.annotations.NullMarked;
