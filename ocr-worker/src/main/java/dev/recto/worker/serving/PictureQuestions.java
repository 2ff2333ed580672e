package dev.recto.worker.serving;

import dev.recto.model.Box;
import dev.recto.model.PageFlag;
import dev.recto.model.Picture;
import dev.recto.model.PictureAnnotation;
import dev.recto.model.TokenUsage;
import dev.recto.worker.image.RgbImage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Asks the model about the pictures of a page, one after the other: each is shown to it alone. */
record PictureQuestions(Questions questions) {
    private static final String INSTRUCTION = "Describe this picture.";

    /** @param pictures all of them, annotated where it was asked for */
    record Annotated(List<Picture> pictures, TokenUsage usage, Set<PageFlag> flags) {
        static Annotated none(List<Picture> pictures) {
            return new Annotated(pictures, TokenUsage.NONE, Set.of());
        }
    }

    Annotated ask(RgbImage page, List<Picture> pictures, PictureAnnotation asked) {
        String instruction = questions.answers().processor().annotationPrompt(INSTRUCTION, asked.schema());
        List<Picture> annotated = new ArrayList<>();
        TokenUsage usage = TokenUsage.NONE;
        Set<PageFlag> flags = EnumSet.noneOf(PageFlag.class);
        int before = 0;
        for (Picture picture : pictures) {
            Box box = picture.box();
            if (!asked.isAbout(box, before)) {
                annotated.add(picture);
                continue;
            }
            before++;
            questions.cancellation().throwIfRequested();
            Answer answer = questions.ask(page, box, instruction);
            annotated.add(new Picture(box, answer.text().withoutSpecialTokens().strip()));
            usage = usage.plus(answer.usage());
            flags.addAll(answer.flags());
        }
        questions.cancellation().throwIfRequested();
        return new Annotated(annotated, usage, flags);
    }
}
