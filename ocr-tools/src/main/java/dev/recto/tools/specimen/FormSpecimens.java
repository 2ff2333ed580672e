package dev.recto.tools.specimen;

import dev.recto.worker.document.Pixels;
import dev.recto.worker.reader.ImagePage;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Forms with tick boxes: before labels in one line, in a list, and in a table's cells. */
public final class FormSpecimens {
    private static final double LEFT = Canvas.MARGIN;
    private static final double STROKE = 0.8;

    private FormSpecimens() {}

    /**
     * A form and what is marked on it.
     *
     * @param boxes each with the words beside it, as it is to be read
     * @param rows of a table, with the boxes in them
     */
    public record Form(String name, ImagePage page, List<String> boxes, List<List<String>> rows) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** @param seed other seeds make other labels and marks */
    public static List<Form> of(long seed) {
        Random random = new Random(seed);
        return List.of(clean(random), scanned(random));
    }

    private static Form clean(Random random) {
        try (Canvas canvas = new Canvas()) {
            return form("form", canvas, random, false);
        }
    }

    private static Form scanned(Random random) {
        try (Canvas canvas = new Canvas()) {
            return form("scanned form", canvas, random, true);
        }
    }

    private static Form form(String name, Canvas canvas, Random random, boolean scanned) {
        Wording words = new Wording(random);
        List<String> boxes = new ArrayList<>();
        canvas.lines(canvas.wrap(words.words(30), 450, Canvas.BODY), LEFT, 90, Canvas.BODY);
        choices(canvas, words, random, boxes);
        double y = 190;
        for (int i = 0; i < 4; i++) {
            String label = words.words(4);
            boxes.add(box(canvas, LEFT + 10, y, random.nextBoolean()) + " " + label);
            canvas.text(label, LEFT + 28, y, Canvas.BODY);
            y += 20;
        }
        canvas.lines(canvas.wrap(words.words(40), 450, Canvas.BODY), LEFT, y + 20, Canvas.BODY);
        List<List<String>> rows = table(canvas, words, random, y + 90);
        var image = scanned ? Handling.scan(canvas.image(), random) : canvas.image();
        return new Form(name, new ImagePage(Pixels.onWhite(image), Sheet.DPI), boxes, rows);
    }

    private static void choices(Canvas canvas, Wording words, Random random, List<String> boxes) {
        double x = LEFT;
        for (int i = 0; i < 3; i++) {
            String label = words.trade().split(" ")[0];
            boxes.add(box(canvas, x, 160, i == random.nextInt(3)) + " " + label);
            canvas.text(label, x + 16, 160, Canvas.BODY);
            x += 110;
        }
    }

    private static List<List<String>> table(Canvas canvas, Wording words, Random random, double top) {
        Grid grid = new Grid(canvas, top, Canvas.BODY, LEFT, 250, 320, 390, 500).ruled();
        List<List<String>> rows = new ArrayList<>();
        grid.row("Inspected", "Yes", "No", "Place");
        rows.add(List.of("Inspected", "Yes", "No", "Place"));
        for (int i = 0; i < 4; i++) {
            boolean yes = random.nextBoolean();
            String label = words.label();
            String town = words.town();
            double base = grid.bottom() + 4 + Canvas.BODY;
            grid.row(label, "", "", town);
            rows.add(List.of(label, box(canvas, 280, base, yes), box(canvas, 350, base, !yes), town));
        }
        return rows;
    }

    /** @return how it is to be read */
    private static String box(Canvas canvas, double x, double base, boolean marked) {
        double side = 9;
        canvas.fill(x, base - side, side, STROKE, Color.BLACK);
        canvas.fill(x, base - STROKE, side, STROKE, Color.BLACK);
        canvas.fill(x, base - side, STROKE, side, Color.BLACK);
        canvas.fill(x + side - STROKE, base - side, STROKE, side, Color.BLACK);
        if (marked) {
            canvas.text("X", x + 1.8, base - 1.6, 8);
        }
        return marked ? "☑" : "☐";
    }
}
