/** What ONNX Runtime wrote down of its runs. */
@NullMarked
package dev.recto.tools.profile;

import org.jspecify.annotations.NullMarked;
