package dev.recto.worker.serving;

import dev.recto.model.Confidence;
import dev.recto.model.PageFlag;
import dev.recto.model.TokenUsage;
import dev.recto.worker.model.ModelText;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a model said about a page. */
record Answer(ModelText text, @Nullable Confidence confidence, TokenUsage usage, Set<PageFlag> flags) {}
