package dev.recto.worker.onnx;

/**
 * A node of a session's graph, by the names that the runtime has for it and for what computes it. It may have joined several nodes to
 * one of its own.
 */
public record PlacedNode(String provider, String name, String operator) {
    private static final String CPU = "CPUExecutionProvider";

    public boolean onCpu() {
        return provider.equals(CPU);
    }
}
