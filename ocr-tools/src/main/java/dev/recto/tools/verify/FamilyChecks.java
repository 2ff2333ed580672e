package dev.recto.tools.verify;

import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PageProcessor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one family's golden data hold beyond what all have. */
interface FamilyChecks {
    /** The tables and real sizes beside the cases. */
    void tables(Path golden, Report report);

    /** The processor with the sizes of the case. */
    PageProcessor processor(GoldenCase page);

    /** The pictures that the network sees, and the files they must equal. */
    List<Picture> pictures(GoldenCase page, RgbImage image);

    /** The case's instruction; null if the case has none of its own. */
    @Nullable
    String instruction(GoldenCase page);

    /** Name of a view in {@code pixel_values.npz}. */
    default String arrayName(ImageView.Kind kind) {
        return GoldenCase.PIXEL_VALUES;
    }

    /** The other way of decoding that the cases hold, if the family has one. */
    Optional<Variant> variant(GoldenCase page, GenerationOptions plain);

    /** A reference picture and ours. */
    record Picture(String file, RgbImage actual) {}

    /** Tokens decoded in another way than greedily. */
    record Variant(String file, GenerationOptions options) {}
}
