package dev.recto.worker.graph;

import static dev.recto.worker.graph.Graph.ONNX;

import dev.recto.worker.onnx.ElementType;
import java.util.List;

/**
 * Puts rows of {@code features} fp32 [cells, hidden] in the places of rows of {@code embeddings} [tokens, hidden]: of each
 * {@code cells} int64 [count], the one that {@code places} int64 [count, 1] says. The result, {@code merged} [tokens, hidden], may have
 * the memory of the embeddings.
 */
public final class MergeGraph {
    public static final String FEATURES = "features";
    public static final String CELLS = "cells";
    public static final String PLACES = "places";
    public static final String MERGED = "merged";

    private MergeGraph() {}

    public static Graph of(NumberFormat format, int hiddenSize) {
        Graph graph = new Graph("merge");
        String hidden = Integer.toString(hiddenSize);
        ElementType type = format.activations();
        Value embeddings = graph.input(DecoderGraph.EMBEDDINGS, type, "tokens", hidden);
        Value features = graph.input(FEATURES, ElementType.FLOAT, "all cells", hidden);
        Value cells = graph.input(CELLS, ElementType.INT64, "count");
        Value places = graph.input(PLACES, ElementType.INT64, "count", "1");
        Value rows = graph.node("Gather", ONNX, hiddenSize, List.of(features, cells), Attribute.of("axis", 0));
        Value cast = type == ElementType.FLOAT
                ? rows
                : graph.node("Cast", ONNX, hiddenSize, List.of(rows), Attribute.of("to", type.code()));
        graph.outputNode("ScatterND", ONNX, List.of(embeddings, places, cast), List.of(MERGED));
        graph.declareOutput(MERGED, type, "tokens", hidden);
        return graph;
    }
}
