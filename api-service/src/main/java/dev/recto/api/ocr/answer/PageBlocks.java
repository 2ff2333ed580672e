package dev.recto.api.ocr.answer;

import dev.recto.api.ocr.answer.OcrPage.BlockScores;
import dev.recto.api.ocr.answer.OcrPage.BoundingBox;
import dev.recto.api.ocr.answer.OcrPage.Element;
import dev.recto.api.ocr.answer.OcrPage.ElementData;
import dev.recto.api.ocr.answer.OcrPage.PageBlock;
import dev.recto.api.ocr.answer.OcrPage.Table;
import dev.recto.api.reading.AnswerForm;
import dev.recto.api.reading.AnswerForm.Granularity;
import dev.recto.api.reading.AnswerForm.TableFormat;
import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.Confidence;
import dev.recto.model.PageResult;
import dev.recto.model.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The blocks of a page as both dialects list them. */
final class PageBlocks {
    private final AnswerForm form;
    private final PageResult result;
    private final Map<Integer, String> imageIds;
    private final Map<Block, Table> moved;
    private final PageTables tables;

    /**
     * @param imageIds of the pictures that the answer has, by their number on the page
     * @param moved tables, which are no longer in the markdown
     */
    PageBlocks(AnswerForm form, PageResult result, Map<Integer, String> imageIds, Map<Block, Table> moved) {
        this.form = form;
        this.result = result;
        this.imageIds = imageIds;
        this.moved = moved;
        this.tables = new PageTables(form, result);
    }

    List<PageBlock> listed() {
        List<PageBlock> listed = new ArrayList<>();
        for (Block block : result.blocks()) {
            if (isListed(block)) {
                Box box = box(block);
                listed.add(new PageBlock(
                        Words.of(block.type()),
                        box.left(),
                        box.top(),
                        box.right(),
                        box.bottom(),
                        block.type() == BlockType.IMAGE ? "" : text(block),
                        imageId(block),
                        Optional.ofNullable(moved.get(block)).map(Table::id).orElse(null),
                        blockScores(block)));
            }
        }
        return listed;
    }

    /** A picture that was left out is no block either. */
    private boolean isListed(Block block) {
        return block.type() != BlockType.IMAGE || imageId(block) != null;
    }

    private @Nullable String imageId(Block block) {
        Integer picture = block.picture();
        return picture == null ? null : imageIds.get(picture);
    }

    /** Where the model does not say, a block is somewhere on the page. */
    private Box box(Block block) {
        Box box = block.box();
        return box == null
                ? new Box(0, 0, result.dimensions().width(), result.dimensions().height())
                : box;
    }

    private @Nullable BlockScores blockScores(Block block) {
        Confidence confidence = block.confidence();
        if (form.scores() != Granularity.BLOCK || confidence == null && block.typeConfidence() == null) {
            return null;
        }
        return new BlockScores(
                confidence == null ? null : confidence.mean(),
                confidence == null ? null : confidence.minimum(),
                block.typeConfidence());
    }

    List<Element> elements() {
        return result.blocks().stream()
                .filter(this::isListed)
                .map(this::element)
                .toList();
    }

    private Element element(Block block) {
        Box box = block.box();
        BoundingBox bounds =
                box == null ? null : new BoundingBox(box.left(), box.top(), box.right(), box.bottom(), "TOPLEFT");
        String label = Words.of(block.type());
        return switch (block.type()) {
            case IMAGE -> new Element("picture", label, null, bounds, new ElementData(imageId(block), null));
            case TABLE ->
                new Element(
                        "table",
                        label,
                        text(block),
                        bounds,
                        new ElementData(null, tables.text(block, TableFormat.HTML)));
            case TEXT, TITLE, LIST, EQUATION, CAPTION, CODE, REFERENCES, ASIDE_TEXT, HEADER, FOOTER, SIGNATURE ->
                new Element("text", label, text(block), bounds, null);
        };
    }

    private String text(Block block) {
        return result.markdown().substring(block.start(), block.end());
    }
}
