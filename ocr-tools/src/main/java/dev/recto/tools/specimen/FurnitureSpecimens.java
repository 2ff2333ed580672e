package dev.recto.tools.specimen;

import dev.recto.worker.detector.Label;
import dev.recto.worker.document.Pixels;
import dev.recto.worker.reader.ImagePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Pages with something at their edges: what is furniture, and what is not. */
public final class FurnitureSpecimens {
    private static final double LEFT = Canvas.MARGIN;
    private static final double RIGHT = Canvas.WIDTH - Canvas.MARGIN;
    private static final double TOP = 40;
    private static final double BOTTOM = 805;

    private FurnitureSpecimens() {}

    @FunctionalInterface
    private interface Edges {
        void draw(Canvas canvas, List<String> furniture, List<String> text);
    }

    /** @param seed other seeds make other words */
    public static List<FurnitureSpecimen> of(long seed) {
        Wording words = new Wording(new Random(seed));
        int number = words.random().nextInt(2, 400);
        return List.of(
                page("header with number", Label.HEADER, words, (canvas, furniture, text) -> {
                    canvas.text("Harbour Library Quarterly", LEFT, TOP, 9);
                    canvas.textLeftOf(Integer.toString(number), RIGHT, TOP, 9);
                    furniture.add("Harbour Library Quarterly");
                    furniture.add(Integer.toString(number));
                }),
                page("title and date in the corners", Label.HEADER, words, (canvas, furniture, text) -> {
                    canvas.text("Harbour Library Quarterly", LEFT, TOP, Canvas.BODY);
                    canvas.textLeftOf("Winter 2024", RIGHT, TOP, Canvas.BODY);
                    furniture.add("Harbour Library Quarterly");
                    furniture.add("Winter 2024");
                }),
                page("number between catchwords", Label.HEADER, words, (canvas, furniture, text) -> {
                    canvas.text("harbour", LEFT, TOP, Canvas.BODY);
                    canvas.text(Integer.toString(number), Canvas.WIDTH / 2, TOP, Canvas.BODY);
                    canvas.textLeftOf("hazard", RIGHT, TOP, Canvas.BODY);
                    furniture.add("harbour");
                    furniture.add("hazard");
                }),
                page("reference and date of a letter", Label.TEXT, words, (canvas, furniture, text) -> {
                    canvas.text("Ms " + words.name() + ", Quay 4, Hamburg", LEFT, 60, Canvas.BODY);
                    canvas.text("12 March 2025", LEFT + 300, 60, Canvas.BODY);
                    text.add("12 March 2025");
                }),
                page("number in the middle", Label.NUMBER, words, (canvas, furniture, text) -> {
                    canvas.text(Integer.toString(number), Canvas.WIDTH / 2, BOTTOM, 11);
                    furniture.add(Integer.toString(number));
                }),
                page("number of pages", Label.FOOTER, words, (canvas, furniture, text) -> {
                    canvas.textLeftOf("Page " + number + " of 412", RIGHT, BOTTOM, 9);
                    furniture.add("Page " + number + " of 412");
                }),
                page("address of a house", Label.FOOTER, words, (canvas, furniture, text) -> {
                    canvas.text("Harbour Library, Quay 4, 20457 Hamburg, +49 40 5550123", LEFT, BOTTOM - 12, 8);
                    canvas.text("www.harbour.example, IBAN DE12 5001 0517 5407 3249 31", LEFT, BOTTOM, 8);
                    furniture.add("Harbour Library, Quay 4");
                    furniture.add("www.harbour.example");
                }),
                page("copyright", Label.FOOTER, words, (canvas, furniture, text) -> {
                    canvas.text("© 2025 Harbour Press. All rights reserved.", LEFT, BOTTOM, 9);
                    furniture.add("2025 Harbour Press");
                }),
                page("stamp in the margin", Label.ASIDE_TEXT, words, (canvas, furniture, text) -> {
                    canvas.textUpwards("harbour:2501.00412v2 [cs.DL] 12 Jan 2025", 32, 600, 14);
                    furniture.add("12 Jan 2025");
                }),
                page("title", Label.DOC_TITLE, words, (canvas, furniture, text) -> {
                    canvas.text("The Harbour Library", LEFT, 60, 22);
                    text.add("The Harbour Library");
                }),
                page("first line of a letter", Label.TEXT, words, (canvas, furniture, text) -> {
                    canvas.text("Dear Ms " + words.name() + ",", LEFT, 60, Canvas.BODY);
                    text.add("Dear Ms");
                }),
                page("date of a letter", Label.TEXT, words, (canvas, furniture, text) -> {
                    canvas.textLeftOf("Hamburg, 12 March 2025", RIGHT, 60, Canvas.BODY);
                    text.add("12 March 2025");
                }),
                page("bullets at the end", Label.TEXT, words, (canvas, furniture, text) -> {
                    canvas.text("• open until nine", LEFT, BOTTOM - 40, Canvas.BODY);
                    canvas.text("• closed on Sunday", LEFT, BOTTOM - 24, Canvas.BODY);
                    text.add("open until nine");
                    text.add("closed on Sunday");
                }),
                page("note at the foot", Label.FOOTNOTE, words, (canvas, furniture, text) -> {
                    canvas.text("1 See the catalogue of 1912, p. 4.", LEFT, BOTTOM - 20, 8);
                    text.add("See the catalogue");
                }),
                columns(words));
    }

    private static FurnitureSpecimen page(String name, Label label, Wording words, Edges edges) {
        try (Canvas canvas = new Canvas()) {
            List<String> text = new ArrayList<>();
            List<String> furniture = new ArrayList<>();
            List<String> lines = canvas.wrap(words.words(700), RIGHT - LEFT, Canvas.BODY);
            canvas.lines(lines.subList(0, 42), LEFT, 95, Canvas.BODY);
            text.add(lines.getFirst().substring(0, 30));
            text.add(lines.get(41).substring(0, 20));
            canvas.begin(label);
            edges.draw(canvas, furniture, text);
            return specimen(name, canvas, furniture, text);
        }
    }

    /** The last line of a column that is longer than the other. */
    private static FurnitureSpecimen columns(Wording words) {
        try (Canvas canvas = new Canvas()) {
            List<String> left = canvas.wrap(words.words(500), 215, Canvas.BODY).subList(0, 47);
            List<String> right = canvas.wrap(words.words(500), 215, Canvas.BODY).subList(0, 40);
            canvas.lines(left, LEFT, 95, Canvas.BODY);
            canvas.lines(right, 315, 95, Canvas.BODY);
            return specimen(
                    "last line of a column",
                    canvas,
                    List.of(),
                    List.of(left.getLast().substring(0, 15), right.getFirst().substring(0, 15)));
        }
    }

    private static FurnitureSpecimen specimen(String name, Canvas canvas, List<String> furniture, List<String> text) {
        return new FurnitureSpecimen(
                name, new ImagePage(Pixels.onWhite(canvas.image()), Sheet.DPI), furniture, text, canvas.regions());
    }
}
