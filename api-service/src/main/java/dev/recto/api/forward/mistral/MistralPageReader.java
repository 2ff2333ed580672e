package dev.recto.api.forward.mistral;

import dev.recto.api.forward.mistral.MistralPage.Image;
import dev.recto.api.forward.mistral.MistralPage.Scores;
import dev.recto.api.forward.mistral.MistralPage.Table;
import dev.recto.api.forward.upstream.Answered;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.Confidence;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageResult;
import dev.recto.model.Picture;
import dev.recto.model.TokenUsage;
import dev.recto.model.WordScore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page of Mistral's answer as if a worker had read it: what was moved out of the markdown (tables, header, footer) is put
 * back and marked as a block, pictures are counted from 0. The answer's form then moves it out again as for any other model.
 */
final class MistralPageReader {
    private final MistralPage page;
    private final Crops crops;
    private final PageDimensions dimensions;
    private final PageText text;
    private final Map<String, Integer> pictureNumbers = new HashMap<>();

    MistralPageReader(MistralPage page, Crops crops) {
        this.page = page;
        this.crops = crops;
        this.dimensions = dimensions(page);
        this.text = new PageText(Objects.requireNonNullElse(page.markdown(), ""));
    }

    private static PageDimensions dimensions(MistralPage page) {
        MistralPage.Dimensions given = page.dimensions();
        return given == null || given.width() < 1 || given.height() < 1
                ? Answered.UNKNOWN_SIZE
                : new PageDimensions(given.width(), given.height(), given.dpi() < 1 ? 72 : given.dpi());
    }

    /** Stores the pixels of its pictures, too. */
    PageResult read() {
        text.before(page.header());
        List<Picture> pictures = pictures();
        for (Table table : list(page.tables())) {
            if (table.id() != null && table.content() != null) {
                text.replace(link(table.id()), table.id(), BlockType.TABLE, table.content());
            }
        }
        text.behind(page.footer());
        return new PageResult(
                text.markdown(),
                dimensions,
                new MistralBlocks(dimensions, text, list(page.blocks()), pictureNumbers, pictures).blocks(),
                pictures,
                list(page.hyperlinks()),
                confidence(),
                words(),
                null,
                TokenUsage.NONE,
                Set.of(),
                0);
    }

    private List<Picture> pictures() {
        List<Picture> pictures = new ArrayList<>();
        for (Image image : list(page.images())) {
            if (image.id() == null) {
                continue;
            }
            int k = pictures.size();
            crops.store(Objects.requireNonNullElse(page.index(), 0), k, image.imageBase64());
            pictures.add(new Picture(box(image), image.imageAnnotation()));
            pictureNumbers.putIfAbsent(image.id(), k);
            text.replace("!" + link(image.id()), image.id(), BlockType.IMAGE, "!" + link("img-" + k + ".jpeg"));
        }
        return pictures;
    }

    private static String link(String id) {
        return "[" + id + "](" + id + ")";
    }

    /** The whole page where the corners are not told. */
    private Box box(Image image) {
        Box box = Corners.box(dimensions, image.left(), image.top(), image.right(), image.bottom());
        return box == null ? new Box(0, 0, dimensions.width(), dimensions.height()) : box;
    }

    private @Nullable Confidence confidence() {
        Scores scores = page.confidenceScores();
        return scores == null
                        || scores.averagePageConfidenceScore() == null
                        || scores.minimumPageConfidenceScore() == null
                ? null
                : new Confidence(scores.averagePageConfidenceScore(), scores.minimumPageConfidenceScore());
    }

    private List<WordScore> words() {
        Scores scores = page.confidenceScores();
        List<WordScore> words = new ArrayList<>();
        for (MistralPage.Word word : list(scores == null ? null : scores.wordConfidenceScores())) {
            String said = word.text();
            if (said != null) {
                text.place(word.startIndex())
                        .ifPresent(start -> words.add(new WordScore(said, word.confidence(), start)));
            }
        }
        return words;
    }

    private static <T> List<T> list(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }
}
