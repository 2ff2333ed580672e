package dev.recto.api.ocr;

import dev.recto.api.jobs.PageSelection;
import dev.recto.model.ReadOptions;
import java.util.Optional;

/**
 * A checked request.
 *
 * @param model id or alias as given; empty for the default
 */
public record OcrRequest(
        Optional<String> model, DocumentSource document, PageSelection pages, ReadOptions options, AnswerForm form) {}
