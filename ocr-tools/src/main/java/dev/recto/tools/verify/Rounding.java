package dev.recto.tools.verify;

import dev.recto.worker.graph.Precision;
import java.util.Optional;

/**
 * How far a network that rounds its activations may be from one that hardly does.
 *
 * <p>Rounding to a mantissa of m bits errs by at most 2⁻ᵐ⁻¹ of a number. Such errors are independent, so some hundred in a row,
 * as in eight layers, add up to ten of them: 2 % for bf16, a quarter of a percent for fp16. The largest of a hundred thousand
 * logits may err by five times as much, and norms amplify: hence twice that again.
 *
 * @param share largest difference, over the root mean square of the reference
 */
record Rounding(double share) {
    /** Nothing for integers, whose error depends on the weights: it is measured, not judged. */
    static Optional<Rounding> of(Precision precision) {
        return switch (precision) {
            case BF16 -> Optional.of(new Rounding(0.2));
            case FP16 -> Optional.of(new Rounding(0.025));
            case FP32, INT8, INT4 -> Optional.empty();
        };
    }

    double bound(float[] reference) {
        double squares = 0;
        for (float value : reference) {
            squares += (double) value * value;
        }
        return share * Math.sqrt(squares / reference.length);
    }
}
