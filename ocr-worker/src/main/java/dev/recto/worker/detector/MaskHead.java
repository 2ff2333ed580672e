package dev.recto.worker.detector;

import dev.recto.worker.graph.Convolutions;
import dev.recto.worker.graph.Convolutions.Normed;
import dev.recto.worker.graph.Convolutions.Shape;
import dev.recto.worker.graph.FeatureMap;
import dev.recto.worker.onednn.Activation;
import java.util.List;

/** Prototypes, of which each query's mask is a sum: made of all maps and of the finest one before the encoder. */
record MaskHead(Convolutions convolutions, DetectorConfig.Masks config) {
    /** @param maps from the finest to the coarsest */
    FeatureMap of(List<FeatureMap> maps, FeatureMap finest) {
        Convolutions head = convolutions.at("mask_feature_head");
        FeatureMap sum = scaled(head.at("scale_heads.0"), maps.getFirst(), 0);
        for (int i = 1; i < maps.size(); i++) {
            sum = head.add(sum, scaled(head.at("scale_heads." + i), maps.get(i), i));
        }
        FeatureMap x = head.interpolated(convolved(head, sum, "output_conv", config.out()));
        x = convolutions.add(x, convolved(convolutions, finest, "encoder_mask_lateral", config.out()));
        Convolutions output = convolutions.at("encoder_mask_output");
        return output.biased(convolved(output, x, "base_conv", config.out()), "conv", config.prototypes());
    }

    /** Up to the finest map's size; the modules without weights between the convolutions have numbers, too. */
    private FeatureMap scaled(Convolutions head, FeatureMap map, int doublings) {
        if (doublings == 0) {
            return convolved(head, map, "layers.0", config.features());
        }
        FeatureMap x = map;
        for (int i = 0; i < doublings; i++) {
            x = head.interpolated(convolved(head, x, "layers." + 2 * i, config.features()));
        }
        return x;
    }

    private static FeatureMap convolved(Convolutions within, FeatureMap x, String name, int out) {
        Normed names = new Normed(name + ".convolution", name + ".normalization");
        return within.normed(x, names, out, Shape.of(3), Activation.SILU);
    }
}
