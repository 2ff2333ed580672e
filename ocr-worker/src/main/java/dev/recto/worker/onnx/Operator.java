package dev.recto.worker.onnx;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * An operator of graphs that Java computes, on the CPU, in the domain {@link #DOMAIN}. It has one output, of floats. Belongs to
 * one session, which closes it.
 */
public interface Operator extends AutoCloseable {
    String DOMAIN = "dev.recto";

    String name();

    List<ElementType> inputs();

    /** Whether a node may have several of the last input. */
    default boolean isVariadic() {
        return false;
    }

    /** The state of one node of a session; closed with the session. */
    Kernel newKernel(Attributes attributes);

    /** The named constants of a node. */
    interface Attributes {
        /** @throws OnnxException if the node has no such whole number */
        long whole(String name);

        /** @throws OnnxException if the node has no such number */
        float real(String name);
    }

    @Override
    void close();

    interface Kernel extends AutoCloseable {
        /** On the thread that runs the session. */
        void compute(Call call);

        @Override
        void close();
    }

    /** What a node works on in one run. Valid until the kernel returns. */
    interface Call {
        long[] shape(int input);

        MemorySegment input(int input);

        /** Room for the output. */
        MemorySegment output(long... shape);
    }
}
