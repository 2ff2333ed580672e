package dev.recto.worker.graph;

import dev.recto.worker.onednn.Activation;
import java.util.List;

/** The layers of {@link Convolutions}, in one order of a map's numbers. */
interface MapLayers {
    Value convolved(FeatureMap x, String name, Kernels kernels, Convolutions.Shape shape, Activation activation);

    /** By kernels of size 1, as they are. */
    Value mixed(FeatureMap x, String name, Kernels kernels);

    /** As one value, or as those that a convolution takes side by side. */
    List<Value> concat(List<Value> maps);

    Value maximum(FeatureMap x);

    Value repeated(FeatureMap x);

    Value interpolated(FeatureMap x);

    Value ofPlanes(Value planes, int channels);

    Value planes(FeatureMap x);

    Value rows(FeatureMap x);

    Value ofRows(Value rows, int height, int width);
}
