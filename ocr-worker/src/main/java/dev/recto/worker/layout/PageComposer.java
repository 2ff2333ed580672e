package dev.recto.worker.layout;

import java.util.ArrayList;
import java.util.List;

/** From regions to markdown. */
public final class PageComposer {
    private PageComposer() {}

    /** @param minWordConfidence words below are left out */
    public static Composition compose(List<Region> regions, double minWordConfidence) {
        MarkdownWriter writer = new MarkdownWriter();
        List<Region> clean = Dirt.remove(regions, minWordConfidence);
        for (Item item : items(clean)) {
            writer.write(item);
        }
        return writer.composition();
    }

    private static List<Item> items(List<Region> regions) {
        double body = Headings.bodyHeight(regions);
        List<Item> items = new ArrayList<>();
        List<List<Line>> text = new ArrayList<>();
        for (Placed placed : Tables.find(regions)) {
            switch (placed) {
                case Placed.Text some -> text.addAll(some.paragraphs());
                case Placed.Done done -> {
                    Paragraphs.join(text).forEach(lines -> items.addAll(Paragraphs.items(lines, body)));
                    text.clear();
                    items.add(done.item());
                }
            }
        }
        Paragraphs.join(text).forEach(lines -> items.addAll(Paragraphs.items(lines, body)));
        return Paragraphs.joinLists(items);
    }
}
