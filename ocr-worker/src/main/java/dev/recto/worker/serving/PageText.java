package dev.recto.worker.serving;

import dev.recto.model.Confidence;
import dev.recto.model.PageFlag;
import dev.recto.model.TokenUsage;
import dev.recto.worker.model.ParsedPage;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A page's markdown and what it took to read it. */
record PageText(ParsedPage page, @Nullable Confidence confidence, TokenUsage usage, Set<PageFlag> flags) {
    PageText withFlags(Set<PageFlag> others) {
        Set<PageFlag> all = EnumSet.noneOf(PageFlag.class);
        all.addAll(flags);
        all.addAll(others);
        return new PageText(page, confidence, usage, all);
    }

    static PageText of(ParsedPage page, Answer answer) {
        return new PageText(page, answer.confidence(), answer.usage(), answer.flags());
    }
}
