package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.graph.ToyModels;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Operators that are written in Java, called by the runtime. */
class OperatorTest {
    private final Environment environment = Environment.create();
    private final Doubling doubling = new Doubling();

    @AfterEach
    void close() {
        environment.close();
    }

    private Session open() {
        SessionOptions options =
                new SessionOptions(1, false, SessionOptions.Optimization.ALL, Map.of(), List.of(doubling), null);
        return Session.open(environment, ToyModels.customOperator(Doubling.NAME), Map.of(), options);
    }

    @Test
    void computesOnWhatTheRuntimeHandsOver() {
        try (Session session = open();
                Binding binding = session.newBinding();
                Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2)) {
            binding.input("x", x).output("y", Device.HOST).run();
            try (Tensor y = binding.outputs(Device.HOST).getFirst()) {
                assertThat(y.shape()).containsExactly(2, 2);
                assertThat(y.toFloats()).containsExactly(2, 4, 6, 8);
            }
        }
    }

    @Test
    void whatItThrowsEndsTheRunAndNothingElse() {
        try (Session session = open();
                Binding binding = session.newBinding();
                Tensor bad = Tensor.of(new float[] {-1}, 1, 1);
                Tensor good = Tensor.of(new float[] {1}, 1, 1)) {
            binding.input("x", bad).output("y", Device.HOST);
            assertThatThrownBy(binding::run)
                    .isInstanceOf(OnnxException.class)
                    .hasMessageContaining("only positive numbers");
            binding.input("x", good).run();
            try (Tensor y = binding.outputs(Device.HOST).getFirst()) {
                assertThat(y.toFloats()).containsExactly(2);
            }
        }
    }

    @Test
    void isClosedWithItsSession() {
        open().close();
        assertThat(doubling.openKernels).hasValue(0);
        assertThat(doubling.closed).hasValue(1);
    }

    private static final class Doubling implements Operator {
        static final String NAME = "Doubling";

        final AtomicInteger openKernels = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<ElementType> inputs() {
            return List.of(ElementType.FLOAT);
        }

        @Override
        public Kernel newKernel(Attributes attributes) {
            openKernels.incrementAndGet();
            return new Kernel() {
                @Override
                public void compute(Call call) {
                    float[] x = call.input(0).toArray(JAVA_FLOAT);
                    var y = call.output(call.shape(0));
                    for (int i = 0; i < x.length; i++) {
                        if (x[i] < 0) {
                            throw new IllegalArgumentException("only positive numbers");
                        }
                        y.setAtIndex(JAVA_FLOAT, i, 2 * x[i]);
                    }
                }

                @Override
                public void close() {
                    openKernels.decrementAndGet();
                }
            };
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
