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
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Tables of every kind, each on a page of prose, and pages that only look like one. */
public final class TableSpecimens {
    private static final double LEFT = Canvas.MARGIN;
    private static final double RIGHT = Canvas.WIDTH - Canvas.MARGIN;

    private TableSpecimens() {}

    /** @param seed other seeds make other cells */
    public static List<TableSpecimen> of(long seed) {
        Wording words = new Wording(new Random(seed));
        return List.of(
                page("unruled", words, TableSpecimens::unruled),
                page("ruled", words, TableSpecimens::ruled),
                page("coloured header", words, TableSpecimens::coloured),
                page("striped", words, TableSpecimens::striped),
                page("currency", words, TableSpecimens::currency),
                page("header of several lines", words, TableSpecimens::severalLines),
                page("group headings", words, TableSpecimens::groups),
                page("wide gaps", words, TableSpecimens::wideGaps),
                page("narrow gaps", words, TableSpecimens::narrowGaps),
                page("text in cells", words, TableSpecimens::text),
                page("cells of several lines", words, TableSpecimens::wrapped),
                page("empty cells", words, TableSpecimens::emptyCells),
                page("single digits", words, TableSpecimens::digits),
                page("close lines", words, TableSpecimens::closeLines),
                page("labels of two lines", words, TableSpecimens::longLabels),
                page("header over columns", words, TableSpecimens::overColumns),
                page("light on dark", words, TableSpecimens::lightOnDark),
                besideProse(words),
                handled("photographed", words, TableSpecimens::coloured, page -> Handling.photo(page, words.random())),
                handled("scanned results", words, TableSpecimens::results, page -> Handling.scan(page, words.random())),
                handled("scanned means", words, TableSpecimens::means, page -> Handling.scan(page, words.random())),
                handled("scanned rates", words, TableSpecimens::rates, page -> Handling.scan(page, words.random())));
    }

    private static TableSpecimen page(String name, Wording words, BiFunction<Canvas, Wording, Grid> table) {
        return handled(name, words, table, page -> page);
    }

    private static TableSpecimen handled(
            String name,
            Wording words,
            BiFunction<Canvas, Wording, Grid> table,
            UnaryOperator<BufferedImage> handling) {
        try (Canvas canvas = new Canvas()) {
            canvas.lines(canvas.wrap(words.words(40), RIGHT - LEFT, Canvas.BODY), LEFT, 90, Canvas.BODY);
            Grid grid = table.apply(canvas, words);
            canvas.lines(
                    canvas.wrap(words.words(60), RIGHT - LEFT, Canvas.BODY), LEFT, grid.bottom() + 40, Canvas.BODY);
            return specimen(name, handling.apply(canvas.image()), grid.cells(), canvas.regions());
        }
    }

    private static TableSpecimen specimen(String name, Canvas canvas, List<List<String>> cells) {
        return specimen(name, canvas.image(), cells, canvas.regions());
    }

    private static TableSpecimen specimen(
            String name, BufferedImage page, List<List<String>> cells, List<TrueRegion> regions) {
        return new TableSpecimen(name, new ImagePage(Pixels.onWhite(page), Sheet.DPI), List.copyOf(cells), regions);
    }

    private static Grid unruled(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 10, LEFT, 220, 300, 375, 450, RIGHT);
        grid.row("Item", "2025", "2024", "2023", "Change");
        for (int i = 0; i < 9; i++) {
            grid.row(words.label(), words.amount(9000), words.amount(9000), words.amount(90000), words.share());
        }
        return grid;
    }

    private static Grid ruled(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 10, LEFT, 220, 300, 375, 450, RIGHT).ruled();
        grid.row("Item", "2025", "2024", "2023", "Change");
        for (int i = 0; i < 9; i++) {
            grid.row(words.label(), words.amount(9), words.amount(9000), words.amount(90000), words.share());
        }
        return grid;
    }

    private static Grid coloured(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 10, LEFT, 220, 300, 375, 450, RIGHT);
        grid.reversed("Item", "2025", "2024", "2023", "Change");
        for (int i = 0; i < 8; i++) {
            grid.row(words.label(), words.amount(9000), words.amount(9000), words.amount(90000), words.share());
        }
        grid.shaded("Total", words.amount(90000), words.amount(90000), words.amount(90000), words.share());
        return grid;
    }

    private static Grid striped(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 10, LEFT, 200, 330, 430, RIGHT);
        grid.shaded("Name", "Department", "Town", "Visits");
        for (int i = 0; i < 5; i++) {
            grid.tinted(words.name(), words.trade(), words.town(), words.amount(900));
            grid.row(words.name(), words.trade(), words.town(), words.amount(900));
        }
        return grid;
    }

    private static Grid currency(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 10, LEFT, 240, 340, 430, RIGHT);
        grid.row("Year to December", "2025", "2024", "2023");
        grid.rule();
        grid.amounts("$", words.label(), words.amount(9000), words.amount(9000), words.amount(9000));
        for (int i = 0; i < 6; i++) {
            grid.row(words.label(), words.amount(9000), words.amount(9000), words.amount(9000));
        }
        grid.rule();
        grid.amounts("$", "Total", words.amount(90000), words.amount(90000), words.amount(90000));
        return grid;
    }

    private static Grid severalLines(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 10, LEFT, 210, 290, 370, 450, RIGHT);
        grid.header(List.of(
                List.of("Item"),
                List.of("Balance at", "1 January", "2025"),
                List.of("Added", "in the year"),
                List.of("Used"),
                List.of("Share", "of total")));
        for (int i = 0; i < 8; i++) {
            grid.row(words.label(), words.amount(9000), words.amount(900), words.amount(900), words.share());
        }
        return grid;
    }

    private static Grid groups(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 10, LEFT, 250, 350, 430, RIGHT);
        grid.row("Thousands", "2025", "2024", "2023");
        for (String group : List.of("Current assets", "Fixed assets", "Debts due within one year")) {
            grid.group(group);
            for (int i = 0; i < 3; i++) {
                grid.row(words.label(), words.amount(9000), words.amount(9000), words.amount(9000));
            }
        }
        return grid;
    }

    private static Grid wideGaps(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 11, LEFT, 340, RIGHT);
        grid.row("Open", "Hours");
        for (String day : List.of("Monday", "Tuesday", "Thursday", "Friday", "Saturday")) {
            grid.row(
                    day, words.random().nextInt(5, 12) + " to " + words.random().nextInt(13, 22));
        }
        return grid;
    }

    private static Grid narrowGaps(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 8, LEFT, 140, 180, 220, 260, 300, 340, 380, 420);
        grid.row("Month", "Lent", "Back", "Late", "Lost", "New", "Sold", "All");
        for (String month : List.of("January", "February", "March", "April", "May", "June", "July", "August")) {
            List<String> row = new ArrayList<>(List.of(month));
            for (int i = 0; i < 7; i++) {
                row.add(words.amount(80000));
            }
            grid.row(row.toArray(String[]::new));
        }
        return grid;
    }

    private static Grid text(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 10, LEFT, 180, 290, 370, RIGHT);
        grid.row("Name", "Department", "Town", "Remarks");
        for (int i = 0; i < 8; i++) {
            grid.row(words.name(), words.trade(), words.town(), words.words(4));
        }
        return grid;
    }

    private static Grid wrapped(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 10, LEFT, 160, 380, RIGHT).ruled();
        grid.row("Part", "What it does", "Who");
        for (int i = 0; i < 6; i++) {
            grid.row(words.trade(), words.words(i % 2 == 0 ? 14 : 4), words.name());
        }
        return grid;
    }

    private static Grid emptyCells(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 10, LEFT, 220, 300, 375, 450, RIGHT);
        grid.row("Item", "2025", "2024", "2023", "Change");
        for (int i = 0; i < 9; i++) {
            grid.row(
                    words.label(),
                    i % 3 == 0 ? "" : words.amount(9000),
                    words.amount(9000),
                    i % 4 == 1 ? "" : words.amount(900),
                    i % 2 == 0 ? "" : words.share());
        }
        return grid;
    }

    private static Grid digits(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 10, LEFT, 180, 240, 300, 360, 420, 480).ruled();
        grid.row("Town", "Mon", "Tue", "Wed", "Thu", "Fri");
        for (int i = 0; i < 7; i++) {
            List<String> row = new ArrayList<>(List.of(words.town()));
            for (int day = 0; day < 5; day++) {
                row.add(Integer.toString(words.random().nextInt(10)));
            }
            grid.row(row.toArray(String[]::new));
        }
        return grid;
    }

    private static Grid closeLines(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 9, LEFT, 200, 260, 320, 380).padding(0);
        grid.row("Item", "2025", "2024", "Plan");
        for (int i = 0; i < 12; i++) {
            grid.row(words.label(), words.amount(9000), words.amount(9000), words.amount(90000));
        }
        return grid;
    }

    private static Grid longLabels(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 10, LEFT, 200, 300, 400, RIGHT);
        grid.row("Item", "2025", "2024", "2023");
        for (int i = 0; i < 8; i++) {
            String label =
                    words.label() + (i % 3 == 1 ? " and " + words.words(3).toLowerCase(Locale.ROOT) : "");
            grid.row(label, words.amount(9000), words.amount(9000), words.amount(90000));
        }
        return grid;
    }

    private static Grid overColumns(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 10, LEFT, 200, 280, 350, 430, RIGHT);
        grid.over(List.of("", "2025", "2024"), 0, 1, 3, 5);
        grid.row("Item", "Lent", "Sold", "Lent", "Sold");
        grid.rule();
        for (int i = 0; i < 8; i++) {
            grid.row(words.label(), words.amount(900), words.amount(900), words.amount(900), words.amount(900));
        }
        return grid;
    }

    private static Grid lightOnDark(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 10, LEFT, 220, 320, 400, RIGHT);
        grid.reversed("Item", "2025", "2024", "Change");
        for (int i = 0; i < 4; i++) {
            grid.reversed(words.label(), words.amount(9000), words.amount(9000), words.share());
            grid.shaded(words.label(), words.amount(9000), words.amount(9000), words.share());
        }
        return grid;
    }

    /** Many numbers of one digit or two, in which a line of words gets lost. */
    private static Grid results(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 8, LEFT, 150, 180, 210, 240, 270, 300, 330).padding(1);
        grid.row("Town", "P", "W", "D", "L", "F", "A");
        for (int i = 0; i < 10; i++) {
            List<String> row = new ArrayList<>(List.of(words.town()));
            for (int column = 0; column < 6; column++) {
                row.add(Integer.toString(words.random().nextInt(column < 4 ? 14 : 80)));
            }
            grid.row(row.toArray(String[]::new));
        }
        return grid;
    }

    /** Small type, in which points are a pixel or two. */
    /** Each row is about a currency, whose code is no part of an amount; points are small, and so are signs. */
    private static Grid rates(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 8, LEFT, 220, 300, 380, 450).ruled();
        grid.row("Currency", "Buy", "Sell", "Change");
        for (String currency : List.of("AUD", "CHF", "CZK", "DKK", "EUR", "GBP", "NOK", "SEK", "USD", "ZAR")) {
            double rate = words.random().nextDouble(0.2, 20);
            grid.row(
                    currency,
                    String.format(Locale.ROOT, "%.4f", rate),
                    String.format(Locale.ROOT, "%.4f", rate * 1.02),
                    String.format(Locale.ROOT, "%.2f", words.random().nextDouble(-3, 3)));
        }
        return grid;
    }

    private static Grid means(Canvas canvas, Wording words) {
        Grid grid = new Grid(canvas, 170, 7, LEFT, 130, 165, 200, 235, 270, 305, 340, 375).padding(1);
        grid.row("Town", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul");
        for (int i = 0; i < 10; i++) {
            List<String> row = new ArrayList<>(List.of(words.town()));
            for (int column = 0; column < 7; column++) {
                row.add(String.format(Locale.ROOT, "%.1f", -4 + words.random().nextDouble() * 24));
            }
            grid.row(row.toArray(String[]::new));
        }
        return grid;
    }

    private static TableSpecimen besideProse(Wording words) {
        try (Canvas canvas = new Canvas()) {
            canvas.lines(canvas.wrap(words.words(250), 215, Canvas.BODY), 315, 90, Canvas.BODY);
            canvas.lines(canvas.wrap(words.words(70), 215, Canvas.BODY), LEFT, 90, Canvas.BODY);
            Grid grid = new Grid(canvas, 320, 10, LEFT, 180, 235, 287);
            grid.row("Item", "2025", "2024");
            for (int i = 0; i < 8; i++) {
                grid.row(words.label(), words.amount(900), words.amount(900));
            }
            canvas.lines(canvas.wrap(words.words(60), 215, Canvas.BODY), LEFT, grid.bottom() + 30, Canvas.BODY);
            return specimen("beside prose", canvas, grid.cells());
        }
    }

    /** Pages without a table. */
    public static List<TableSpecimen> without(long seed) {
        Wording words = new Wording(new Random(seed));
        return List.of(
                columns("prose in two columns", words, 2),
                columns("prose in three columns", words, 3),
                code(),
                map(words),
                sameLine(words),
                justified(words),
                letter(words));
    }

    private static TableSpecimen columns(String name, Wording words, int count) {
        try (Canvas canvas = new Canvas()) {
            double step = (RIGHT - LEFT + 18) / count;
            for (int i = 0; i < count; i++) {
                canvas.lines(canvas.wrap(words.words(500 / count), step - 18, 10), LEFT + i * step, 90, 10);
            }
            return specimen(name, canvas, List.of());
        }
    }

    private static TableSpecimen code() {
        try (Canvas canvas = new Canvas()) {
            List<String> lines = List.of(
                    "int count = 0;          // pages",
                    "int words = 0;          // of all pages",
                    "String name = null;     // none yet",
                    "for (Page page : pages) {",
                    "        count += 1;",
                    "        words += page.words();",
                    "        if (name == null) {",
                    "                name = page.name();",
                    "        }",
                    "}",
                    "return new Sum(count, words, name);");
            canvas.begin(Label.ALGORITHM);
            for (int i = 0; i < lines.size(); i++) {
                double x = LEFT;
                for (char letter : lines.get(i).toCharArray()) {
                    canvas.text(Character.toString(letter), x, 90 + 15 * i, 10);
                    x += 6.5;
                }
            }
            return specimen("code", canvas, List.of());
        }
    }

    private static TableSpecimen map(Wording words) {
        try (Canvas canvas = new Canvas()) {
            canvas.begin(Label.IMAGE);
            for (int i = 0; i < 22; i++) {
                double x = LEFT + words.random().nextInt(400);
                canvas.text(words.town(), x, 90 + 28 * i + words.random().nextInt(12), 9);
            }
            for (int i = 0; i < 6; i++) {
                canvas.fill(LEFT, 722 + 14 * i, 10, 7, new Color(200, 40 * i, 90));
                canvas.text(words.trade(), LEFT + 18, 729 + 14 * i, 9);
            }
            return specimen("labels of a map and its legend", canvas, List.of());
        }
    }

    private static TableSpecimen sameLine(Wording words) {
        try (Canvas canvas = new Canvas()) {
            String line =
                    canvas.wrap(words.words(30), RIGHT - LEFT, Canvas.BODY).getFirst();
            canvas.begin(Label.TEXT);
            for (int i = 0; i < 30; i++) {
                justify(canvas, line, 90 + 18 * i, false);
            }
            return specimen("the same line again and again", canvas, List.of());
        }
    }

    private static TableSpecimen justified(Wording words) {
        try (Canvas canvas = new Canvas()) {
            List<String> lines = canvas.wrap(words.words(400), RIGHT - LEFT, Canvas.BODY);
            canvas.begin(Label.TEXT);
            for (int i = 0; i < lines.size(); i++) {
                justify(canvas, lines.get(i), 90 + 15 * i, i == lines.size() - 1);
            }
            return specimen("justified prose", canvas, List.of());
        }
    }

    private static void justify(Canvas canvas, String line, double y, boolean last) {
        String[] words = line.split(" ");
        double space = last
                ? 3
                : (RIGHT - LEFT - canvas.width(line.replace(" ", ""), Canvas.BODY)) / Math.max(1, words.length - 1);
        double x = LEFT;
        for (String word : words) {
            canvas.text(word, x, y, Canvas.BODY);
            x += canvas.width(word, Canvas.BODY) + space;
        }
    }

    private static TableSpecimen letter(Wording words) {
        try (Canvas canvas = new Canvas()) {
            canvas.lines(List.of(words.name(), "12 Harbour Street", words.town()), LEFT, 90, Canvas.BODY);
            canvas.lines(List.of("Harbour Library", "Quay 4", words.town()), 400, 90, Canvas.BODY);
            canvas.lines(List.of("12 March 2025"), 400, 165, Canvas.BODY);
            canvas.lines(List.of("Dear " + words.name() + ","), LEFT, 200, Canvas.BODY);
            canvas.lines(canvas.wrap(words.words(150), RIGHT - LEFT, Canvas.BODY), LEFT, 230, Canvas.BODY);
            canvas.lines(List.of("With kind regards,"), LEFT, 480, Canvas.BODY);
            return specimen("letter", canvas, List.of());
        }
    }
}
