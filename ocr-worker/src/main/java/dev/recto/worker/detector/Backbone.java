package dev.recto.worker.detector;

import dev.recto.worker.graph.Convolutions;
import dev.recto.worker.graph.Convolutions.Normed;
import dev.recto.worker.graph.Convolutions.Shape;
import dev.recto.worker.graph.FeatureMap;
import dev.recto.worker.onednn.Activation;
import java.util.ArrayList;
import java.util.List;

/** HGNetV2: a stem and four stages, each half as large as the one before. */
record Backbone(Convolutions convolutions, BackboneConfig config) {
    /** The map of each stage, at a 4th, 8th, 16th and 32nd of the pixels' sides. */
    List<FeatureMap> of(FeatureMap pixels) {
        List<FeatureMap> maps = new ArrayList<>();
        FeatureMap x = stem(convolutions.at("embedder"), pixels);
        for (int i = 0; i < config.stages().size(); i++) {
            x = stage(convolutions.at("encoder.stages." + i), config.stages().get(i), x);
            maps.add(x);
        }
        return maps;
    }

    private FeatureMap stem(Convolutions stem, FeatureMap pixels) {
        int inner = config.stemInner();
        FeatureMap x = activated(stem, pixels, "stem1", inner, Shape.of(3, 2));
        FeatureMap narrow = activated(stem, x, "stem2a", inner / 2, Shape.of(2));
        FeatureMap convolved = activated(stem, narrow, "stem2b", inner, Shape.of(2));
        FeatureMap both = stem.concat(stem.maximum(x), convolved);
        return activated(
                stem, activated(stem, both, "stem3", inner, Shape.of(3, 2)), "stem4", config.stemOut(), Shape.of(1));
    }

    private static FeatureMap stage(Convolutions convolutions, BackboneConfig.Stage stage, FeatureMap in) {
        FeatureMap x =
                stage.shrinks() ? plain(convolutions, in, "downsample", in.channels(), Shape.depthwise(3, 2)) : in;
        for (int i = 0; i < stage.blocks(); i++) {
            FeatureMap y = block(convolutions.at("blocks." + i), stage, x);
            x = i == 0 ? y : convolutions.add(y, x);
        }
        return x;
    }

    private static FeatureMap block(Convolutions block, BackboneConfig.Stage stage, FeatureMap in) {
        List<FeatureMap> all = new ArrayList<>(List.of(in));
        for (int i = 0; i < stage.layers(); i++) {
            String name = "layers." + i;
            all.add(
                    stage.light()
                            ? light(block.at(name), stage, all.getLast())
                            : activated(block, all.getLast(), name, stage.middle(), Shape.of(stage.kernel())));
        }
        FeatureMap joined = block.concat(all.toArray(FeatureMap[]::new));
        FeatureMap squeezed = activated(block, joined, "aggregation.0", stage.out() / 2, Shape.of(1));
        return activated(block, squeezed, "aggregation.1", stage.out(), Shape.of(1));
    }

    private static FeatureMap light(Convolutions layer, BackboneConfig.Stage stage, FeatureMap in) {
        FeatureMap mixed = plain(layer, in, "conv1", stage.middle(), Shape.of(1));
        return activated(layer, mixed, "conv2", stage.middle(), Shape.depthwise(stage.kernel(), 1));
    }

    private static FeatureMap activated(Convolutions within, FeatureMap x, String name, int out, Shape shape) {
        return convolved(within, x, name, out, shape, Activation.RELU);
    }

    private static FeatureMap plain(Convolutions within, FeatureMap x, String name, int out, Shape shape) {
        return convolved(within, x, name, out, shape, Activation.NONE);
    }

    private static FeatureMap convolved(
            Convolutions within, FeatureMap x, String name, int out, Shape shape, Activation activation) {
        return within.normed(x, new Normed(name + ".convolution", name + ".normalization"), out, shape, activation);
    }
}
