package dev.recto.worker.detector;

import dev.recto.worker.snapshot.ConfigNode;
import java.util.ArrayList;
import java.util.List;

/** HGNetV2's part of config.json; the published file leaves most of it to the defaults of size L. */
record BackboneConfig(int channels, int stemInner, int stemOut, List<Stage> stages) {
    private static final List<Integer> IN = List.of(48, 128, 512, 1024);
    private static final List<Integer> MIDDLE = List.of(48, 96, 192, 384);
    private static final List<Integer> OUT = List.of(128, 512, 1024, 2048);
    private static final List<Integer> BLOCKS = List.of(1, 1, 3, 1);
    private static final List<Integer> LAYERS = List.of(6, 6, 6, 6);
    private static final List<Integer> KERNELS = List.of(3, 3, 5, 5);
    private static final List<Integer> STRIDES = List.of(2, 2, 2, 2);
    private static final List<Boolean> SHRINKING = List.of(false, true, true, true);
    private static final List<Boolean> LIGHT = List.of(false, false, true, true);

    /** @param layers of each block */
    record Stage(int in, int middle, int out, int blocks, int layers, int kernel, boolean shrinks, boolean light) {}

    static BackboneConfig of(ConfigNode config) {
        config.requireText("model_type", "hgnet_v2");
        config.requireText("arch", "L");
        config.requireText("hidden_act", "relu");
        if (config.flag("use_learnable_affine_block", false)) {
            throw config.wrong("use_learnable_affine_block", "false");
        }
        List<Integer> published = List.of(2, 1, 1, 2, 1);
        config.requireEqual("stem_strides", config.counts("stem_strides", published), published);
        config.requireEqual("stage_downsample_strides", config.counts("stage_downsample_strides", STRIDES), STRIDES);
        List<Integer> stem = config.counts("stem_channels", List.of(3, 32, 48));
        if (stem.size() != 3 || stem.get(1) % 2 != 0) {
            throw config.wrong("stem_channels", "three numbers, the second one even");
        }
        config.requireEqual("stem_channels", stem.getFirst(), 3);
        return new BackboneConfig(stem.get(0), stem.get(1), stem.get(2), stages(config, stem.get(2)));
    }

    private static List<Stage> stages(ConfigNode config, int stemOut) {
        List<Integer> in = each(config, "stage_in_channels", config.counts("stage_in_channels", IN));
        List<Integer> middle = each(config, "stage_mid_channels", config.counts("stage_mid_channels", MIDDLE));
        List<Integer> out = each(config, "stage_out_channels", config.counts("stage_out_channels", OUT));
        List<Integer> blocks = each(config, "stage_num_blocks", config.counts("stage_num_blocks", BLOCKS));
        List<Integer> layers = each(config, "stage_numb_of_layers", config.counts("stage_numb_of_layers", LAYERS));
        List<Integer> kernels = each(config, "stage_kernel_size", config.counts("stage_kernel_size", KERNELS));
        List<Boolean> shrinking = each(config, "stage_downsample", config.flags("stage_downsample", SHRINKING));
        List<Boolean> light = each(config, "stage_light_block", config.flags("stage_light_block", LIGHT));
        config.requireEqual("stage_downsample", shrinking, SHRINKING);
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < OUT.size(); i++) {
            config.requireEqual("stage_in_channels", in.get(i), i == 0 ? Integer.valueOf(stemOut) : out.get(i - 1));
            if (out.get(i) % 2 != 0) {
                throw config.wrong("stage_out_channels", "even numbers");
            }
            if (kernels.get(i) % 2 == 0) {
                throw config.wrong("stage_kernel_size", "odd numbers");
            }
            stages.add(new Stage(
                    in.get(i),
                    middle.get(i),
                    out.get(i),
                    blocks.get(i),
                    layers.get(i),
                    kernels.get(i),
                    shrinking.get(i),
                    light.get(i)));
        }
        return stages;
    }

    private static <T> List<T> each(ConfigNode config, String key, List<T> values) {
        if (values.size() != OUT.size()) {
            throw config.wrong(key, "a list of one for each of the four stages");
        }
        return values;
    }
}
