package dev.recto.worker.model;

import dev.recto.worker.image.PixelScale;
import dev.recto.worker.snapshot.SnapshotJson;
import java.nio.file.Path;

/** A snapshot's image processor: {@code processor_config.json}'s {@code image_processor}, or {@code preprocessor_config.json}. */
public record ImageProcessorConfig(SnapshotJson json) {
    private static final double[] CLIP_MEAN = {0.48145466, 0.4578275, 0.40821073};
    private static final double[] CLIP_DEVIATION = {0.26862954, 0.26130258, 0.27577711};

    public static ImageProcessorConfig read(Path snapshot) {
        SnapshotJson processor = SnapshotJson.readIfPresent(snapshot, "processor_config.json");
        return new ImageProcessorConfig(
                processor.has("image_processor")
                        ? processor.part("image_processor")
                        : SnapshotJson.readIfPresent(snapshot, "preprocessor_config.json"));
    }

    /** CLIP's constants where the snapshot says nothing. */
    public PixelScale pixelScale() {
        return PixelScale.multiplying(
                json.numbers("rescale_factor", 1.0 / 255)[0],
                json.numbers("image_mean", CLIP_MEAN),
                json.numbers("image_std", CLIP_DEVIATION));
    }
}
