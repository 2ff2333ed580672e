package dev.recto.worker.detector;

import dev.recto.worker.graph.Convolutions;
import dev.recto.worker.graph.Convolutions.Normed;
import dev.recto.worker.graph.Convolutions.Shape;
import dev.recto.worker.graph.FeatureMap;
import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.Value;
import dev.recto.worker.onednn.Activation;
import java.util.ArrayList;
import java.util.List;

/** Attention within the coarsest map, then features of all three maps brought down and up again. */
final class HybridEncoder {
    private static final int BOTTLENECKS = 3;

    private final Network network;
    private final Convolutions convolutions;
    private final DetectorConfig.Encoder config;

    HybridEncoder(Network network, DetectorConfig.Encoder config) {
        this.network = network;
        this.convolutions = new Convolutions(network);
        this.config = config;
    }

    /** @param maps from the finest to the coarsest, all of the encoder's width; so are those returned */
    List<FeatureMap> of(List<FeatureMap> maps) {
        List<FeatureMap> x = new ArrayList<>(maps);
        for (int i = 0; config.layers() > 0 && i < config.levels().size(); i++) {
            x.set(
                    config.levels().get(i),
                    attended(network.at("encoder." + i), x.get(config.levels().get(i))));
        }
        return upwards(downwards(x));
    }

    private FeatureMap attended(Network layers, FeatureMap map) {
        Value x = convolutions.rows(map);
        Value places = network.parameter(
                network.qualified("places." + map.height() + "x" + map.width()),
                PlaceAngles.rows(map.height(), map.width(), config.width(), config.temperature()),
                1,
                map.cells(),
                config.width());
        for (int i = 0; i < config.layers(); i++) {
            x = layer(layers.at("layers." + i), x, places);
        }
        return convolutions.map(x, map.height(), map.width());
    }

    private Value layer(Network layer, Value x, Value places) {
        Value attended = new SelfAttention(layer.at("self_attn"), config.heads()).of(x, places);
        Value y = layer.rowNorm(layer.add(x, attended), "self_attn_layer_norm", config.normEpsilon());
        Value inner = layer.gelu(layer.biasedLinear(y, "fc1", config.inner()));
        Value change = layer.biasedLinear(inner, "fc2", config.width());
        return layer.rowNorm(layer.add(y, change), "final_layer_norm", config.normEpsilon());
    }

    private List<FeatureMap> downwards(List<FeatureMap> maps) {
        List<FeatureMap> fused = new ArrayList<>(List.of(maps.getLast()));
        for (int i = 0; i < maps.size() - 1; i++) {
            FeatureMap lateral = convolved(convolutions, fused.getFirst(), "lateral_convs." + i, Shape.of(1));
            fused.set(0, lateral);
            FeatureMap both = convolutions.concat(convolutions.repeated(lateral), maps.get(maps.size() - 2 - i));
            fused.addFirst(crossStage(convolutions.at("fpn_blocks." + i), both));
        }
        return fused;
    }

    private List<FeatureMap> upwards(List<FeatureMap> maps) {
        List<FeatureMap> fused = new ArrayList<>(List.of(maps.getFirst()));
        for (int i = 0; i < maps.size() - 1; i++) {
            FeatureMap down = convolved(convolutions, fused.getLast(), "downsample_convs." + i, Shape.of(3, 2));
            fused.add(crossStage(convolutions.at("pan_blocks." + i), convolutions.concat(down, maps.get(i + 1))));
        }
        return fused;
    }

    private FeatureMap crossStage(Convolutions block, FeatureMap both) {
        int inner = config.expanded();
        FeatureMap x = convolved(block, both, "conv1", inner, Shape.of(1));
        for (int i = 0; i < BOTTLENECKS; i++) {
            Convolutions bottleneck = block.at("bottlenecks." + i);
            x = bottleneck.normedSum(x, normed("conv1"), normed("conv2"), inner, Shape.of(3), Activation.SILU);
        }
        FeatureMap sum = block.add(x, convolved(block, both, "conv2", inner, Shape.of(1)));
        return inner == config.width() ? sum : convolved(block, sum, "conv3", Shape.of(1));
    }

    private FeatureMap convolved(Convolutions within, FeatureMap x, String name, Shape shape) {
        return convolved(within, x, name, config.width(), shape);
    }

    private FeatureMap convolved(Convolutions within, FeatureMap x, String name, int out, Shape shape) {
        return within.normed(x, normed(name), out, shape, Activation.SILU);
    }

    private Normed normed(String name) {
        return new Normed(name + ".conv", name + ".norm", config.batchNormEpsilon());
    }
}
