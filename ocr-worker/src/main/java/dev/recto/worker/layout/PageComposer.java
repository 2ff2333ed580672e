package dev.recto.worker.layout;

import dev.recto.model.BlockType;
import java.util.ArrayList;
import java.util.List;

/** From regions to markdown. */
public final class PageComposer {
    private PageComposer() {}

    /**
     * @param height of the page that the regions' boxes refer to
     * @param minWordConfidence words below are left out
     */
    public static Composition compose(List<Region> regions, int height, double minWordConfidence) {
        if (!Mirror.isNeeded(regions)) {
            return composeFromLeft(regions, height, minWordConfidence);
        }
        Mirror mirror = Mirror.of(regions);
        return mirror.composition(composeFromLeft(mirror.regions(regions), height, minWordConfidence));
    }

    private static Composition composeFromLeft(List<Region> regions, int height, double minWordConfidence) {
        List<Region> clean = ColumnHeads.placed(
                Sections.ordered(Initials.joined(TornLines.mended(Dirt.remove(regions, minWordConfidence)))));
        double body = Headings.bodyHeight(clean);
        List<Line> margin = Margin.of(clean, body);
        List<Region> upright = Equations.found(Region.without(clean, margin));
        Furniture furniture = Furniture.of(upright, height, body);
        MarkdownWriter writer = new MarkdownWriter(clean);
        write(furniture.header(), BlockType.HEADER, writer);
        items(furniture.without(upright), body).forEach(writer::write);
        write(margin, BlockType.ASIDE_TEXT, writer);
        write(furniture.footer(), BlockType.FOOTER, writer);
        return writer.composition();
    }

    private static void write(List<Line> furniture, BlockType type, MarkdownWriter writer) {
        if (!furniture.isEmpty()) {
            writer.write(new Item.Text(type, furniture));
        }
    }

    private static List<Item> items(List<Region> regions, double body) {
        List<Item> items = new ArrayList<>();
        List<List<Line>> text = new ArrayList<>();
        for (Placed placed : Tables.find(regions)) {
            switch (placed) {
                case Placed.Text some -> text.addAll(some.paragraphs());
                case Placed.Done done -> {
                    items.addAll(Paragraphs.items(text, body));
                    text.clear();
                    items.add(done.item());
                }
            }
        }
        items.addAll(Paragraphs.items(text, body));
        return Lists.joined(items);
    }
}
