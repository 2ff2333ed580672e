package dev.recto.worker.graph;

import dev.recto.worker.onnx.ElementType;

/** A vision graph's inputs as {@link Patches} makes them; patches in the format of the activations. */
public record PatchInputs(Value patches, Value positions) {
    public static PatchInputs of(Graph graph, Network network, int patchWidth) {
        Value patches =
                graph.input(Patches.PATCHES, ElementType.FLOAT, "images", "patches", Integer.toString(patchWidth));
        return new PatchInputs(
                network.cast(patches, ElementType.FLOAT, network.type()),
                graph.input(Patches.POSITIONS, ElementType.FLOAT, "patches", "2"));
    }

    public Network.Rotation rotation(Network network, float[][] frequencies) {
        Value first = network.graph().constant(0);
        return network.rotation(positions, frequencies, first, 2 * frequencies[0].length, false);
    }
}
