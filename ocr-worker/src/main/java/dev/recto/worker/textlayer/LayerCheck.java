package dev.recto.worker.textlayer;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageFlag;
import dev.recto.model.PageSize;
import dev.recto.model.ReadOptions;
import dev.recto.worker.document.ClaimedText;
import dev.recto.worker.document.DocumentPage;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.PageReading;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Holds what was read on a page against what a PDF claims to show there. */
public final class LayerCheck {
    /** Enough to see whether there is anything where a word should be. */
    public static final int DPI = 100;

    /** Readings that are no measure for a text layer. */
    private static final Set<PageFlag> IN_PART = EnumSet.of(PageFlag.TRUNCATED, PageFlag.REPETITION);

    private final TextLayerLimits limits;

    public LayerCheck(TextLayerLimits limits) {
        this.limits = limits;
    }

    /**
     * A reading that was held against the text layer.
     *
     * @param mismatch how much they differ, 0..1; null where they could not be compared
     */
    public record Checked(PageReading reading, @Nullable Double mismatch) {
        /** How much they differ where that is more than may be. */
        public @Nullable Double told() {
            return reading.flags().contains(PageFlag.TEXT_LAYER_MISMATCH) ? mismatch : null;
        }
    }

    /**
     * Blocks. What was read, with the text layer's words in its place if that was asked for and both say the same. Whoever would have
     * {@link TextLayer#taken} it unchecked has got it, or there is none.
     */
    public Checked of(DocumentPage page, PageReading reading, ReadOptions options) {
        if (page.kind() != DocumentKind.PDF
                || options.textLayer()
                || options.prompt() != null
                || reading.flags().stream().anyMatch(IN_PART::contains)) {
            return new Checked(reading, null);
        }
        ClaimedText layer = page.claimedText();
        return of(layer, page.size(), () -> page.sketch(DPI), reading, options.checkedTextLayer());
    }

    /**
     * The same of a page whose layer is at hand.
     *
     * @param drawn asked for only if there is reason to
     * @param exact whether the layer's words are wanted
     */
    public Checked of(
            ClaimedText layer, PageSize size, Supplier<Optional<RgbImage>> drawn, PageReading reading, boolean exact) {
        if (layer.text().isBlank()) {
            return new Checked(reading, null);
        }
        double scale = reading.dimensions().width() / size.width();
        boolean placed = PlaceComparison.isPossible(layer.words(), reading.words());
        PlaceComparison.Result result = placed
                ? PlaceComparison.of(layer.words(), reading.words(), scale, limits)
                : new PlaceComparison.Result(
                        WordComparison.mismatch(layer.text(), reading.markdown(), new Spelling(limits.misread())),
                        Map.of());
        if (result.mismatch() > limits.tolerance() || hides(layer, size, drawn, result.mismatch())) {
            return new Checked(reading.withFlags(Set.of(PageFlag.TEXT_LAYER_MISMATCH)), result.mismatch());
        }
        if (!exact) {
            return new Checked(reading, result.mismatch());
        }
        return new Checked(
                placed
                        ? ExactText.of(reading, layer.words(), result.agreed()).withFlags(Set.of(PageFlag.TEXT_LAYER))
                        : TextLayer.reading(
                                TextLayer.tidied(layer.text()),
                                reading.dimensions(),
                                reading.annotation(),
                                reading.usage()),
                result.mismatch());
    }

    /** No page needs to be looked at whose words were all read: what is hidden can't be. */
    private boolean hides(ClaimedText layer, PageSize size, Supplier<Optional<RgbImage>> drawn, double mismatch) {
        if (2 * mismatch <= limits.hidden()) {
            return false;
        }
        return drawn.get()
                .map(page -> new BarePaper(page, page.width() / size.width()).share(layer.words()))
                .filter(share -> share > limits.hidden())
                .isPresent();
    }
}
