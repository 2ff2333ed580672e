/** Vision-language models as engines of the worker. */
@NullMarked
package dev.recto.worker.serving;

import org.jspecify.annotations.NullMarked;
