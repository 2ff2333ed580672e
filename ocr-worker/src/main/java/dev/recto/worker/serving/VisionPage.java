package dev.recto.worker.serving;

import dev.recto.model.PageDimensions;
import dev.recto.model.PageFlag;
import dev.recto.model.Picture;
import dev.recto.model.ReadOptions;
import dev.recto.model.TokenUsage;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.MarkdownTables;
import dev.recto.worker.model.PageProcessor;
import dev.recto.worker.model.ParsedPage;
import dev.recto.worker.model.ViewFeatures;
import dev.recto.worker.reader.PageRaster;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.serving.PictureQuestions.Annotated;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A page as it was drawn, and all that is asked about it until it is a reading. */
final class VisionPage {
    private final RgbImage image;
    private final PageDimensions dimensions;
    private final ReadOptions options;
    private final Questions questions;
    private final EngineFaults faults;

    /** Of the whole page, where it is asked about more than once. */
    private final @Nullable ViewFeatures features;

    VisionPage(PageRaster raster, ReadOptions options, Questions questions, EngineFaults faults) {
        this.image = raster.image();
        this.dimensions = raster.dimensions();
        this.options = options;
        this.questions = questions;
        this.faults = faults;
        this.features = annotated(options) ? new ViewFeatures() : null;
    }

    private static boolean annotated(ReadOptions options) {
        return options.annotationPrompt() != null || options.annotationSchema() != null;
    }

    /** Blocks. */
    PageReading read(Optional<RegionReader> regions) {
        try (features) {
            return answered(regions);
        }
    }

    private PageReading answered(Optional<RegionReader> regions) {
        PageText text = text(regions);
        questions.cancellation().throwIfRequested();
        Optional<Answer> annotation = annotation();
        List<Picture> found = text.page().pictures();
        Annotated pictures = options.pictureAnnotation() == null
                ? Annotated.none(found)
                : new PictureQuestions(questions).ask(image, found, options.pictureAnnotation());
        return reading(text, annotation, pictures);
    }

    /** Region by region where the model has a layout and nobody asks for something else; else whole. */
    private PageText text(Optional<RegionReader> regions) {
        if (regions.isPresent() && options.prompt() == null) {
            Optional<PageText> text = regions.get().read(image, options, questions, faults);
            if (text.isPresent()) {
                return text.get();
            }
        }
        Answer answer = questions.ask(image, options.prompt(), features);
        return PageText.of(parse(answer), answer);
    }

    private Optional<Answer> annotation() {
        if (!annotated(options)) {
            return Optional.empty();
        }
        String prompt = options.annotationPrompt();
        String schema = options.annotationSchema();
        String instruction = processor().annotationPrompt(prompt == null ? "" : prompt, schema);
        Answer answer = questions.ask(image, instruction, features);
        questions.cancellation().throwIfRequested();
        return Optional.of(answer);
    }

    private ParsedPage parse(Answer text) {
        return options.skipSpecialTokens()
                ? processor().parse(text.text(), image.width(), image.height())
                : verbatim(text.text().withSpecialTokens());
    }

    private PageProcessor processor() {
        return questions.answers().processor();
    }

    private PageReading reading(PageText text, Optional<Answer> annotation, Annotated pictures) {
        TokenUsage usage = annotation
                .map(answer -> text.usage().plus(answer.usage()))
                .orElse(text.usage())
                .plus(pictures.usage());
        Set<PageFlag> flags = EnumSet.noneOf(PageFlag.class);
        flags.addAll(text.flags());
        annotation.ifPresent(answer -> flags.addAll(answer.flags()));
        flags.addAll(pictures.flags());
        @Nullable
        String note = annotation
                .map(answer -> answer.text().withoutSpecialTokens().strip())
                .orElse(null);
        return new PageReading(
                text.page().markdown(),
                dimensions,
                text.page().blocks(),
                pictures.pictures(),
                text.confidence(),
                List.of(),
                note,
                usage,
                flags);
    }

    private static ParsedPage verbatim(String text) {
        List<Picture> none = List.of();
        return new ParsedPage(text, MarkdownTables.blocks(text), none);
    }
}
