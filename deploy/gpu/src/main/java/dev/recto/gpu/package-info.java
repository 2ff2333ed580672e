/** An archive with which a machine that has a GPU, CUDA 13 and nothing of ours tries all of the engines. */
@NullMarked
package dev.recto.gpu;

import org.jspecify.annotations.NullMarked;
