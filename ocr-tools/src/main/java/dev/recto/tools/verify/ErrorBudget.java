package dev.recto.tools.verify;

import dev.recto.worker.graph.CacheFormat;
import dev.recto.worker.graph.Precision;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a network that rounds may be from one that hardly does, as shares of the root mean square of the reference.
 *
 * <p>Rounding to a mantissa of m bits errs by at most 2⁻ᵐ⁻¹ of a number. Such errors are independent, so some hundred in a row,
 * as in eight layers, add up to ten of them: 2 % for bf16, a quarter of a percent for fp16. The largest of a hundred thousand
 * logits may err by five times as much, and norms amplify: hence twice that again.
 *
 * <p>What 8 bits cost depends on the weights. Random ones of tiny networks are the worst: their logits are of one size, so that every
 * difference shows, and rows of 16 or 32 numbers share a scale. Their budgets are what was measured, and half of it again; a kernel
 * that is wrong is off by more than the reference's own size.
 *
 * @param largest difference of any value
 * @param typical root mean square of the differences
 */
record ErrorBudget(double largest, double typical) {
    /** Nothing for 4 bits, which are measured, not judged. */
    static Optional<ErrorBudget> of(Precision precision, CacheFormat cache) {
        return switch (precision) {
            case BF16 -> Optional.of(new ErrorBudget(0.2, 0.2));
            case FP16 -> Optional.of(new ErrorBudget(0.025, 0.025));
            case INT8 -> Optional.of(new ErrorBudget(3, 0.5));
            case INT4 -> Optional.empty();
            case FP32 -> cache == CacheFormat.INT8 ? Optional.of(new ErrorBudget(1.5, 0.09)) : Optional.empty();
        };
    }

    /** Of a detector's maps before its encoder; nothing in fp32 but for what another order of sums costs. */
    static ErrorBudget ofBackbone(Precision precision) {
        return ofMaps(precision, 0.5);
    }

    /** Of those behind it, some thirty layers later. */
    static ErrorBudget ofEncoder(Precision precision) {
        return ofMaps(precision, 1);
    }

    private static ErrorBudget ofMaps(Precision precision, double typicalInt8) {
        return switch (precision) {
            case FP32 -> new ErrorBudget(0.001, 0.001);
            case BF16 -> new ErrorBudget(2, 0.2);
            case FP16 -> new ErrorBudget(0.25, 0.025);
            case INT8, INT4 -> new ErrorBudget(8, typicalInt8);
        };
    }

    double bound(float[] reference) {
        return largest * size(reference);
    }

    Difference judge(float[] reference, float[] actual) {
        Difference difference = Difference.within(bound(reference), reference, actual);
        float[] errors = new float[actual.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = reference[i] - actual[i];
        }
        double share = size(errors) / size(reference);
        return new Difference(
                difference.accepted() && share <= typical,
                String.format(
                        Locale.ROOT,
                        "%s, %.1f %% of its size (at most %.0f)",
                        difference.detail(),
                        100 * share,
                        100 * typical));
    }

    private static double size(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares / values.length);
    }
}
