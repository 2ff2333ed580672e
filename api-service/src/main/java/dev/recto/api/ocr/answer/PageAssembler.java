package dev.recto.api.ocr.answer;

import dev.recto.api.ocr.answer.OcrPage.Image;
import dev.recto.api.ocr.answer.OcrPage.Size;
import dev.recto.api.ocr.answer.OcrPage.Table;
import dev.recto.api.reading.AnswerForm;
import dev.recto.api.reading.AnswerForm.Dialect;
import dev.recto.api.reading.AnswerForm.Granularity;
import dev.recto.api.reading.AnswerForm.TableFormat;
import dev.recto.api.reading.AnswerForm.TextFormat;
import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.Confidence;
import dev.recto.model.PageResult;
import dev.recto.model.Picture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what was read into pages of the answer, in ascending order; numbers pictures and tables through the document. */
final class PageAssembler {
    private final AnswerForm form;
    private int nextImage;
    private int nextTable;

    PageAssembler(AnswerForm form) {
        this.form = form;
    }

    /** @param crops the JPEG of the page's k-th picture as base64, null if there are no pixels; asked only if the answer carries some */
    OcrPage assemble(int index, PageResult result, IntFunction<@Nullable String> crops) {
        return new Assembly(result).page(index, crops);
    }

    /** One page under way. */
    private final class Assembly {
        private final PageResult result;
        private final String original;
        private final MarkdownEdits edits = new MarkdownEdits();
        private final Map<Integer, String> imageIds = new HashMap<>();
        private final Map<Block, Table> tables = new HashMap<>();

        Assembly(PageResult result) {
            this.result = result;
            this.original = result.markdown();
        }

        OcrPage page(int index, IntFunction<@Nullable String> crops) {
            List<Image> images = images(crops);
            @Nullable String header = form.header() ? take(BlockType.HEADER) : null;
            @Nullable String footer = form.footer() ? take(BlockType.FOOTER) : null;
            List<Table> moved = form.tables() == null ? List.of() : moveTables(form.tables());
            PageBlocks blocks = new PageBlocks(form, result, imageIds, tables);
            return new OcrPage(
                    index,
                    form.text() == TextFormat.TEXT ? PlainText.of(edits.apply(original)) : edits.apply(original),
                    form.listsPictures() ? images : List.of(),
                    moved,
                    result.hyperlinks(),
                    header,
                    footer,
                    result.dimensions(),
                    scores(),
                    form.blocks() && form.dialect() == Dialect.V1 ? blocks.listed() : null,
                    form.dialect() == Dialect.V2 ? blocks.elements() : null);
        }

        private List<Image> images(IntFunction<@Nullable String> crops) {
            List<Image> images = new ArrayList<>();
            for (int k = 0; k < result.pictures().size(); k++) {
                Picture picture = result.pictures().get(k);
                String link = "![img-" + k + ".jpeg](img-" + k + ".jpeg)";
                int at = original.indexOf(link);
                boolean kept = isLargeEnough(picture.box())
                        && (form.imageLimit() == null || images.size() < form.imageLimit());
                if (kept) {
                    String id = "img-" + nextImage++ + ".jpeg";
                    imageIds.put(k, id);
                    images.add(image(id, picture, form.pictures() ? crops.apply(k) : null));
                    if (at >= 0) {
                        edits.replace(at, at + link.length(), "![" + id + "](" + id + ")");
                    }
                } else if (at >= 0) {
                    edits.remove(original, at, at + link.length());
                }
            }
            return images;
        }

        private boolean isLargeEnough(Box box) {
            return box.width() >= form.imageMinSize() && box.height() >= form.imageMinSize();
        }

        private Image image(String id, Picture picture, @Nullable String base64) {
            Box box = picture.box();
            return new Image(
                    id,
                    box.left(),
                    box.top(),
                    box.right(),
                    box.bottom(),
                    base64 == null ? null : "data:image/jpeg;base64," + base64,
                    picture.annotation() == null
                            ? null
                            : Annotation.of(picture.annotation()).json(),
                    new Size(box.width(), box.height()));
        }

        /** Moves the blocks of a kind out of the markdown. */
        private @Nullable String take(BlockType type) {
            List<Block> taken = blocks(type);
            taken.forEach(block -> edits.remove(original, block.start(), block.end()));
            return taken.isEmpty() ? null : taken.stream().map(this::text).collect(Collectors.joining("\n"));
        }

        private List<Table> moveTables(TableFormat format) {
            PageTables page = new PageTables(form, result);
            List<Table> moved = new ArrayList<>();
            for (Block block : blocks(BlockType.TABLE)) {
                String id = "tbl-" + nextTable + (format == TableFormat.HTML ? ".html" : ".md");
                if (edits.replace(block.start(), block.end(), "[" + id + "](" + id + ")")) {
                    nextTable++;
                    Table table = page.table(id, block, format);
                    moved.add(table);
                    tables.put(block, table);
                }
            }
            return moved;
        }

        private OcrPage.@Nullable PageScores scores() {
            Confidence confidence = result.confidence();
            if (form.scores() == null || confidence == null) {
                return null;
            }
            return new OcrPage.PageScores(
                    confidence.mean(), confidence.minimum(), form.scores() == Granularity.WORD ? words() : null);
        }

        private List<OcrPage.WordScoreView> words() {
            return result.words().stream()
                    .filter(word -> edits.place(word.start()) >= 0)
                    .map(word -> new OcrPage.WordScoreView(word.text(), word.confidence(), edits.place(word.start())))
                    .toList();
        }

        private List<Block> blocks(BlockType type) {
            return result.blocks().stream()
                    .filter(block -> block.type() == type)
                    .toList();
        }

        private String text(Block block) {
            return original.substring(block.start(), block.end());
        }
    }
}
