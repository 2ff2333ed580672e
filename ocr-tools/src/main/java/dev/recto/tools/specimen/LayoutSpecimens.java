package dev.recto.tools.specimen;

import dev.recto.worker.detector.Label;
import dev.recto.worker.document.Pixels;
import dev.recto.worker.reader.ImagePage;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Pages whose text is not one column from top to bottom. */
public final class LayoutSpecimens {
    private static final double LEFT = Canvas.MARGIN;
    private static final double RIGHT = Canvas.WIDTH - Canvas.MARGIN;
    private static final double GUTTER = 24;
    private static final double STEP = Canvas.BODY * Canvas.LEADING;
    private static final Color PICTURE = new Color(120, 150, 190);

    private LayoutSpecimens() {}

    /** @param seed other seeds make other words */
    public static List<Specimen> of(long seed) {
        Random random = new Random(seed);
        Wording words = new Wording(random);
        List<Specimen> pages = new ArrayList<>(List.of(
                initial(words, 2, 33),
                initial(words, 3, 52),
                initial(words, 4, 73),
                hyphens(words),
                beside(words),
                labels(words),
                captions(words),
                paper(words),
                newspaper(words),
                slide(words),
                diagram(words),
                receipt(words),
                form(words),
                lowerCase(words)));
        pages.addAll(LookupSpecimens.of(words));
        return pages;
    }

    interface Drawing {
        void draw(Canvas canvas, List<String> truth);
    }

    static Specimen page(String name, Drawing drawing) {
        return page(name, drawing, image -> image);
    }

    /** @param handling of the page that was drawn */
    static Specimen page(String name, Drawing drawing, UnaryOperator<BufferedImage> handling) {
        try (Canvas canvas = new Canvas()) {
            List<String> truth = new ArrayList<>();
            drawing.draw(canvas, truth);
            ImagePage page = new ImagePage(Pixels.onWhite(handling.apply(canvas.image())), Sheet.DPI);
            return new Specimen(name, page, String.join(" ", truth), canvas.regions());
        }
    }

    /** A large first letter, with some lines beside it. */
    private static Specimen initial(Wording words, int lines, double size) {
        return page("initial of " + lines + " lines", (canvas, truth) -> {
            double beside = LEFT + canvas.width("T", size) + 4;
            List<String> first = canvas.wrap("he " + words.words(60), RIGHT - beside, Canvas.BODY)
                    .subList(0, lines);
            canvas.begin(Label.TEXT);
            canvas.text("T", LEFT, 100 + (lines - 1) * STEP, size);
            double y = canvas.more(first, beside, 100, Canvas.BODY);
            List<String> rest = canvas.wrap(words.words(200), RIGHT - LEFT, Canvas.BODY);
            canvas.more(rest, LEFT, y, Canvas.BODY);
            truth.add("T" + String.join(" ", first));
            truth.addAll(rest);
        });
    }

    /** Words divided at the end of lines, and words that have a hyphen of their own there. */
    private static Specimen hyphens(Wording words) {
        return page("hyphens at line ends", (canvas, truth) -> {
            String[] divided = {"li-brary", "har-bour", "read-ing", "win-ter", "let-ters", "weath-er", "is-lands"};
            String[] kept = {"well-known", "first-class", "long-lived", "half-hour"};
            List<String> lines = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            String start = "";
            for (int i = 0; i < 32; i++) {
                boolean keep = i % 3 == 2;
                String[] kind = keep ? kept : divided;
                String[] word = kind[words.random().nextInt(kind.length)].split("-");
                String line = start + words.word();
                while (canvas.width(line + " " + word[0] + "-", Canvas.BODY) < RIGHT - LEFT - 40) {
                    line += " " + words.word();
                }
                lines.add(line + " " + word[0] + "-");
                text.append(line.substring(start.length()))
                        .append(' ')
                        .append(word[0])
                        .append(keep ? "-" : "")
                        .append(word[1])
                        .append(' ');
                start = word[1] + " ";
            }
            lines.add(start + "ends here.");
            text.append("ends here.");
            canvas.lines(lines, LEFT, 100, Canvas.BODY);
            truth.add(text.toString());
        });
    }

    /** Text runs beside a picture and on beneath it. */
    private static Specimen beside(Wording words) {
        return page("picture beside the text", (canvas, truth) -> {
            picture(canvas, words, LEFT, 90, 200, 150);
            List<String> narrow = canvas.wrap(words.words(150), RIGHT - LEFT - 216, Canvas.BODY)
                    .subList(0, 11);
            double y = canvas.lines(narrow, LEFT + 216, 100, Canvas.BODY);
            List<String> wide = canvas.wrap(words.words(150), RIGHT - LEFT, Canvas.BODY);
            canvas.lines(wide, LEFT, y, Canvas.BODY);
            truth.addAll(narrow);
            truth.addAll(wide);
        });
    }

    /** A picture with words in it. */
    private static Specimen labels(Wording words) {
        return page("words in a picture", (canvas, truth) -> {
            truth.addAll(prose(canvas, words, LEFT, 100, RIGHT - LEFT, 8));
            picture(canvas, words, LEFT, 240, RIGHT - LEFT, 220);
            for (int i = 0; i < 3; i++) {
                String label = words.label();
                canvas.fill(LEFT + 40, 262 + 70 * i, 150, 26, Color.WHITE);
                canvas.text(label, LEFT + 46, 280 + 70 * i, 12);
                truth.add(label);
            }
            truth.addAll(prose(canvas, words, LEFT, 490, RIGHT - LEFT, 12));
        });
    }

    /** Two columns; in each a picture with a caption. */
    private static Specimen captions(Wording words) {
        return page("columns with captioned pictures", (canvas, truth) -> {
            double width = (RIGHT - LEFT - GUTTER) / 2;
            for (int column = 0; column < 2; column++) {
                double x = LEFT + column * (width + GUTTER);
                double y = column == 0 ? 90 : 260;
                if (column == 1) {
                    truth.addAll(prose(canvas, words, x, 100, width, 10));
                }
                picture(canvas, words, x, y, width, 150);
                String caption = "Figure " + (column + 1) + ". " + words.name() + " at the harbour.";
                line(canvas, truth, Label.FIGURE_TITLE, caption, x, y + 164, 9);
                truth.addAll(prose(canvas, words, x, y + 196, width, 22));
            }
        });
    }

    /** Title, authors, abstract over two columns with a note beneath one of them. */
    private static Specimen paper(Wording words) {
        return page("paper in two columns", (canvas, truth) -> {
            double width = (RIGHT - LEFT - GUTTER) / 2;
            heading(canvas, truth, "On Reading Rooms in Winter", 150, 80, 20);
            line(canvas, truth, Label.TEXT, words.name() + " and " + words.name(), 210, 104, Canvas.BODY);
            heading(canvas, truth, "Abstract", LEFT + 200, 132, 12);
            List<String> summary = canvas.wrap(words.words(45), RIGHT - LEFT - 80, 10);
            canvas.lines(summary, LEFT + 40, 150, 10);
            truth.addAll(summary);
            heading(canvas, truth, "1 Introduction", LEFT, 228, 14);
            truth.addAll(prose(canvas, words, LEFT, 250, width, 29));
            line(canvas, truth, Label.FOOTNOTE, "1 See the catalogue of 1912.", LEFT, 708, 8);
            canvas.fill(LEFT, 694, 80, 0.7, Color.BLACK);
            truth.addAll(prose(canvas, words, LEFT + width + GUTTER, 228, width, 12));
            heading(canvas, truth, "2 Method", LEFT + width + GUTTER, 430, 14);
            truth.addAll(prose(canvas, words, LEFT + width + GUTTER, 452, width, 17));
        });
    }

    /** A headline over three narrow columns, then a second story beneath. */
    private static Specimen newspaper(Wording words) {
        return page("newspaper", (canvas, truth) -> {
            for (int story = 0; story < 2; story++) {
                double top = 90 + story * 350;
                heading(
                        canvas,
                        truth,
                        story == 0 ? "Library Opens Its Doors" : "Old Maps Found in Cellar",
                        LEFT,
                        top,
                        26);
                double width = (RIGHT - LEFT - 28) / 3;
                for (int column = 0; column < 3; column++) {
                    truth.addAll(prose(canvas, words, LEFT + column * (width + 14), top + 34, width, 18));
                }
            }
        });
    }

    private static Specimen slide(Wording words) {
        return page("slide", (canvas, truth) -> {
            canvas.paint(new Color(24, 44, 92));
            canvas.color(Color.WHITE);
            heading(canvas, truth, "Visitors in Winter", LEFT, 150, 30);
            canvas.begin(Label.TEXT);
            for (int i = 0; i < 6; i++) {
                String line = words.words(5);
                canvas.text("• " + line, LEFT + 10, 240 + 50 * i, 18);
                truth.add("- " + line);
            }
        });
    }

    /** Boxes with words in them, within prose. */
    private static Specimen diagram(Wording words) {
        return page("diagram in the text", (canvas, truth) -> {
            truth.addAll(prose(canvas, words, LEFT, 100, RIGHT - LEFT, 8));
            String[] steps = {"Scan", "Read", "Check", "Store"};
            canvas.begin(Label.IMAGE);
            for (int i = 0; i < steps.length; i++) {
                double x = LEFT + 115 * i;
                canvas.fill(x, 260, 90, 40, new Color(200, 215, 235));
                canvas.text(steps[i], x + 26, 284, Canvas.BODY);
                if (i > 0) {
                    canvas.fill(x - 25, 279, 25, 1.5, Color.BLACK);
                }
                truth.add(steps[i]);
            }
            truth.addAll(prose(canvas, words, LEFT, 350, RIGHT - LEFT, 12));
        });
    }

    private static Specimen receipt(Wording words) {
        return page("receipt", (canvas, truth) -> {
            heading(canvas, truth, "Harbour Books", 240, 90, 14);
            line(canvas, truth, Label.TEXT, "Quay 4, 20457 Hamburg", 222, 108, 10);
            canvas.begin(Label.TABLE);
            for (int i = 0; i < 6; i++) {
                String label = words.label();
                String amount = String.format(Locale.ROOT, "%d.%02d", 1 + i * 7 % 23, 10 + 13 * i);
                canvas.text(label, 190, 140 + 16 * i, 10);
                canvas.textLeftOf(amount, 400, 140 + 16 * i, 10);
                truth.add(label);
                truth.add(amount);
            }
            canvas.text("TOTAL", 190, 250, 12);
            canvas.textLeftOf("71.85", 400, 250, 12);
            truth.add("TOTAL 71.85");
            line(canvas, truth, Label.TEXT, "Thank you for your visit", 222, 284, 10);
        });
    }

    private static Specimen form(Wording words) {
        return page("form", (canvas, truth) -> {
            heading(canvas, truth, "Application for a Reader's Card", LEFT, 90, 18);
            String[] fields = {"Name", "Street", "Town", "Telephone"};
            canvas.begin(Label.TEXT);
            for (int i = 0; i < fields.length; i++) {
                double y = 130 + 30 * i;
                String value = i == 3 ? "040 5550123" : i == 0 ? words.name() : i == 1 ? "Quay 4" : words.town();
                canvas.text(fields[i] + ":", LEFT, y, Canvas.BODY);
                canvas.fill(LEFT + 100, y + 3, 250, 0.7, Color.BLACK);
                canvas.text(value, LEFT + 106, y, Canvas.BODY);
                truth.add(fields[i] + ": " + value);
            }
            List<String> lines = canvas.wrap(words.words(120), RIGHT - LEFT, Canvas.BODY);
            canvas.lines(lines, LEFT, 280, Canvas.BODY);
            truth.addAll(lines);
        });
    }

    /** A sentence that goes on in larger type. */
    private static Specimen lowerCase(Wording words) {
        return page("lower case in larger type", (canvas, truth) -> {
            truth.addAll(prose(canvas, words, LEFT, 100, RIGHT - LEFT, 8));
            line(canvas, truth, Label.TEXT, "and every visitor found a lamp", LEFT, 100 + 9.5 * STEP, 16);
            truth.addAll(prose(canvas, words, LEFT, 100 + 12 * STEP, RIGHT - LEFT, 12));
        });
    }

    private static void heading(Canvas canvas, List<String> truth, String text, double x, double y, double size) {
        line(canvas, truth, Label.PARAGRAPH_TITLE, text, x, y, size);
    }

    private static void line(
            Canvas canvas, List<String> truth, Label label, String text, double x, double y, double size) {
        canvas.begin(label);
        canvas.text(text, x, y, size);
        truth.add(text);
    }

    static List<String> prose(Canvas canvas, Wording words, double x, double y, double width, int lines) {
        List<String> wrapped =
                canvas.wrap(words.words(20 * lines), width, Canvas.BODY).subList(0, lines);
        canvas.lines(wrapped, x, y, Canvas.BODY);
        return wrapped;
    }

    /** Shapes of several shades without letters. */
    private static void picture(Canvas canvas, Wording words, double x, double y, double width, double height) {
        canvas.begin(Label.IMAGE);
        canvas.fill(x, y, width, height, PICTURE);
        for (int i = 0; i < 30; i++) {
            Color shade = new Color(
                    words.random().nextInt(200),
                    words.random().nextInt(200),
                    words.random().nextInt(200));
            double w = 10 + words.random().nextDouble() * width / 4;
            double h = 10 + words.random().nextDouble() * height / 4;
            canvas.fill(
                    x + words.random().nextDouble() * (width - w),
                    y + words.random().nextDouble() * (height - h),
                    w,
                    h,
                    shade);
        }
    }
}
