package dev.recto.tools.specimen;

import dev.recto.model.BlockType;
import dev.recto.worker.reader.ImagePage;
import dev.recto.worker.reader.PageReading;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A page and what on it belongs to the page rather than to its text.
 *
 * @param furniture pieces that each block of furniture has
 * @param text pieces near the edges that belong to the text
 */
public record FurnitureSpecimen(
        String name, ImagePage page, List<String> furniture, List<String> text, List<TrueRegion> regions) {
    private static final Set<BlockType> TYPES = EnumSet.of(BlockType.HEADER, BlockType.FOOTER, BlockType.ASIDE_TEXT);

    /** What was taken for furniture. */
    public static List<String> blocks(PageReading reading) {
        return reading.blocks().stream()
                .filter(block -> TYPES.contains(block.type()))
                .map(block -> reading.markdown().substring(block.start(), block.end()))
                .toList();
    }

    /** How many of the pieces these blocks hold. */
    public static int held(List<String> pieces, List<String> blocks) {
        return (int) pieces.stream()
                .filter(piece -> blocks.stream().anyMatch(block -> block.contains(piece)))
                .count();
    }

    @Override
    public String toString() {
        return name;
    }
}
