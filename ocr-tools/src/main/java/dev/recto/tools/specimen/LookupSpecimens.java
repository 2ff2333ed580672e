package dev.recto.tools.specimen;

import dev.recto.worker.detector.Label;
import java.util.ArrayList;
import java.util.List;

/** Pages that are looked up rather than read: contents, an index, a poster, a transcript, small print. */
final class LookupSpecimens {
    private static final double LEFT = Canvas.MARGIN;
    private static final double RIGHT = Canvas.WIDTH - Canvas.MARGIN;
    private static final double STEP = Canvas.BODY * Canvas.LEADING;

    private static final double SMALL = 4;

    private LookupSpecimens() {}

    static List<Specimen> of(Wording words) {
        return List.of(contents(words), index(words), poster(words), transcript(words), smallPrint(words));
    }

    /** Dots lead from each title to its page. */
    private static Specimen contents(Wording words) {
        return LayoutSpecimens.page("contents", (canvas, truth) -> {
            canvas.begin(Label.TABLE);
            for (int i = 1; i <= 22; i++) {
                double y = 90 + 20 * i;
                String title = "Chapter " + i + " " + words.words(2 + i % 4);
                String page = Integer.toString(7 * i + 3);
                canvas.text(title, LEFT, y, Canvas.BODY);
                double from = LEFT + canvas.width(title, Canvas.BODY) + 4;
                double to = RIGHT - canvas.width(page, Canvas.BODY) - 6;
                canvas.text(". ".repeat((int) ((to - from) / canvas.width(". ", Canvas.BODY))), from, y, Canvas.BODY);
                canvas.textLeftOf(page, RIGHT, y, Canvas.BODY);
                truth.add(title);
                truth.add(page);
            }
        });
    }

    /** Three columns of short lines that are no rows. */
    private static Specimen index(Wording words) {
        return LayoutSpecimens.page("index", (canvas, truth) -> {
            for (int column = 0; column < 3; column++) {
                canvas.begin(Label.TEXT);
                for (int i = 0; i < 40; i++) {
                    int page = 2 + words.random().nextInt(300);
                    String entry = words.word() + ", " + page + ", " + (page + 20);
                    canvas.text(entry, LEFT + 155 * column, 90 + 13 * i, 9);
                    truth.add(entry);
                }
            }
        });
    }

    /** Two rows of three columns, each with a heading. */
    private static Specimen poster(Wording words) {
        return LayoutSpecimens.page("headings side by side", (canvas, truth) -> {
            String[] headings = {"Aims", "Sources", "Methods"};
            for (int column = 0; column < headings.length; column++) {
                double x = LEFT + 158 * column;
                canvas.begin(Label.PARAGRAPH_TITLE);
                canvas.text(headings[column], x, 100, 15);
                truth.add(headings[column]);
                truth.addAll(LayoutSpecimens.prose(canvas, words, x, 125, 138, 20));
            }
        });
    }

    /** The lines are numbered; the numbers are read, but after the text. */
    private static Specimen transcript(Wording words) {
        return LayoutSpecimens.page("numbered lines", (canvas, truth) -> {
            List<String> lines = canvas.wrap(words.words(500), RIGHT - LEFT - 30, Canvas.BODY)
                    .subList(0, 25);
            List<String> numbers = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                canvas.begin(Label.TEXT);
                canvas.text(lines.get(i), LEFT + 30, 100 + 1.5 * STEP * i, Canvas.BODY);
                canvas.begin(Label.ASIDE_TEXT);
                canvas.textLeftOf(Integer.toString(i + 1), LEFT + 4, 100 + 1.5 * STEP * i, 9);
                numbers.add(Integer.toString(i + 1));
            }
            truth.addAll(lines);
            truth.addAll(numbers);
        });
    }

    /** Conditions in two columns, too small to be read as they are, and a little askew. */
    private static Specimen smallPrint(Wording words) {
        return LayoutSpecimens.page(
                "small print",
                (canvas, truth) -> {
                    for (int column = 0; column < 2; column++) {
                        List<String> lines =
                                canvas.wrap(words.words(400), 215, SMALL).subList(0, 14);
                        canvas.lines(lines, LEFT + 235 * column, 90, SMALL);
                        truth.addAll(lines);
                    }
                },
                page -> Handling.skew(page, 0.8));
    }
}
