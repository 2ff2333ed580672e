package dev.recto.worker.model;

import dev.recto.worker.image.RgbImage;
import org.jspecify.annotations.Nullable;

/** What a family does before and after its network: from a page's pixels to its input, from its text to markdown. Thread-safe. */
public interface PageProcessor {
    /** How a page is best drawn for this model. */
    DrawingSize drawingSize();

    /** Of pages whose longer side has at most so many pixels, what memory is planned for. */
    PageLoad largest(int longestSide);

    /**
     * The model's input for one page.
     *
     * @param prompt instruction in place of the model's own; null for the model's own
     * @throws UnsupportedPromptException if the instruction can't be told apart from the layout around it
     */
    PreparedPage prepare(RgbImage page, @Nullable String prompt);

    /** The instruction that makes the model answer with an annotation; the schema is JSON Schema as text. */
    String annotationPrompt(String prompt, @Nullable String schema);

    /**
     * The page's markdown out of the model's text, which holds no end token any more.
     *
     * @param width of the page that boxes refer to, in pixels
     */
    ParsedPage parse(ModelText text, int width, int height);
}
