package dev.recto.api.forward.mistral;

import dev.recto.api.forward.mistral.MistralPage.BlockScores;
import dev.recto.api.forward.mistral.MistralPage.PageBlock;
import dev.recto.api.forward.mistral.PageText.Piece;
import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.Confidence;
import dev.recto.model.PageDimensions;
import dev.recto.model.Picture;
import dev.recto.model.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds Mistral's blocks in a page's text. One whose text is not there is left out; a piece without a block gets one. */
final class MistralBlocks {
    private final PageDimensions dimensions;
    private final String markdown;
    private final List<Piece> pieces;
    private final List<PageBlock> given;
    private final Map<String, Integer> pictureNumbers;
    private final List<Picture> pictures;

    /** @param pictureNumbers places in {@code pictures} by the pieces' names */
    MistralBlocks(
            PageDimensions dimensions,
            PageText text,
            List<PageBlock> given,
            Map<String, Integer> pictureNumbers,
            List<Picture> pictures) {
        this.dimensions = dimensions;
        this.markdown = text.markdown();
        this.pieces = text.pieces();
        this.given = given;
        this.pictureNumbers = pictureNumbers;
        this.pictures = pictures;
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        for (PageBlock block : given) {
            Optional<Piece> found = find(block, from);
            if (found.isPresent()) {
                blocks.add(block(
                        found.get(),
                        Corners.box(dimensions, block.left(), block.top(), block.right(), block.bottom()),
                        confidence(block.confidenceScores())));
                from = found.get().end();
            }
        }
        for (Piece piece : pieces) {
            if (blocks.stream().noneMatch(block -> piece.start() < block.end() && block.start() < piece.end())) {
                blocks.add(block(piece, null, null));
            }
        }
        return blocks.stream().sorted(Comparator.comparingInt(Block::start)).toList();
    }

    /** At or behind {@code from}: blocks come in reading order and do not overlap. */
    private Optional<Piece> find(PageBlock block, int from) {
        Optional<BlockType> type = Words.parse(BlockType.class, block.type());
        String name = block.imageId() == null ? block.tableId() : block.imageId();
        Optional<Piece> piece = pieces.stream()
                .filter(each -> each.name().equals(name)
                        || (each.type() == BlockType.HEADER || each.type() == BlockType.FOOTER)
                                && type.equals(Optional.of(each.type())))
                .findFirst();
        return piece.or(() -> type.flatMap(known -> search(known, block.content(), from)))
                .filter(each -> each.start() >= from);
    }

    private Optional<Piece> search(BlockType type, @Nullable String content, int from) {
        if (type == BlockType.IMAGE || content == null || content.isBlank()) {
            return Optional.empty();
        }
        String text = content.strip();
        int start = markdown.indexOf(text, from);
        return start < 0 ? Optional.empty() : Optional.of(new Piece("", type, start, start + text.length()));
    }

    private Block block(Piece piece, @Nullable Box told, @Nullable Confidence confidence) {
        Integer picture = piece.type() == BlockType.IMAGE ? pictureNumbers.get(piece.name()) : null;
        Box box = picture == null ? told : pictures.get(picture).box();
        return new Block(piece.type(), box, piece.start(), piece.end(), picture, confidence);
    }

    private static @Nullable Confidence confidence(@Nullable BlockScores scores) {
        return scores == null
                        || scores.averageContentConfidenceScore() == null
                        || scores.minimumContentConfidenceScore() == null
                ? null
                : new Confidence(scores.averageContentConfidenceScore(), scores.minimumContentConfidenceScore());
    }
}
