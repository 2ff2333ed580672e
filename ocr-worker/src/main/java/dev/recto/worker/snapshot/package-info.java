/** The files of a Hugging Face snapshot: configuration and tensors, and clear errors where they are not what they should be. */
@NullMarked
package dev.recto.worker.snapshot;

import org.jspecify.annotations.NullMarked;
