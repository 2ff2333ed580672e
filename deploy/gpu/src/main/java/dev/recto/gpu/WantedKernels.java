package dev.recto.gpu;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Kernels of ONNX Runtime for one kind of GPU, without those that models in bf16 never start: an archive has to be small. */
final class WantedKernels implements Predicate<FatBinary.Entry> {
    /** Names of source files' kernels: attention and experts in fp16, wide heads, weights in 8 and 4 bits, attention for old GPUs. */
    private static final Pattern NEVER_STARTED = Pattern.compile("_Z[A-Za-z0-9_]*(?:"
            + "5flash[A-Za-z0-9_]*(?:cutlass6half_t|kernel_traitsILi(?:192|256)E)"
            + "|(?:15AttentionKernel|9fused_moe|9MoeFCGemm)[A-Za-z0-9_]*cutlass6half_t"
            + "|fpA_intB|DqMma|MixedInput|DropoutKernel|MatMulFloatInt4|arch4Sm(?:50|70|75)E)");

    private final int architecture;

    WantedKernels(int architecture) {
        this.architecture = architecture;
    }

    @Override
    public boolean test(FatBinary.Entry entry) {
        return entry.architecture() == architecture
                && !NEVER_STARTED.matcher(new String(entry.text(), ISO_8859_1)).find();
    }
}
