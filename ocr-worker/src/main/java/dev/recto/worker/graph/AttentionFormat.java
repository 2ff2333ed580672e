package dev.recto.worker.graph;

/** The numbers that attention among all places of an image multiplies. */
enum AttentionFormat {
    /** Those of the activations. */
    FULL,
    /** Queries, keys, values and weights rounded to bf16, sums and softmax in fp32. On a CPU. */
    BFLOAT16
}
