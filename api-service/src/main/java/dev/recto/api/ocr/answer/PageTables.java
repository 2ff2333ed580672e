package dev.recto.api.ocr.answer;

import dev.recto.api.ocr.answer.OcrPage.Table;
import dev.recto.api.ocr.answer.OcrPage.WordScoreView;
import dev.recto.api.reading.AnswerForm;
import dev.recto.api.reading.AnswerForm.Granularity;
import dev.recto.api.reading.AnswerForm.TableFormat;
import dev.recto.model.Block;
import dev.recto.model.PageResult;
import dev.recto.model.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of a page in the format that was asked for. */
final class PageTables {
    private final PageResult result;
    private final boolean withWords;

    PageTables(AnswerForm form, PageResult result) {
        this.result = result;
        this.withWords = form.scores() == Granularity.WORD && !result.words().isEmpty();
    }

    Table table(String id, Block block, TableFormat format) {
        return new Table(id, text(block, format), Words.of(format), words(block, format));
    }

    /** What the block says; as it came, if that is the format. */
    String text(Block block, TableFormat format) {
        String table = original(block);
        if (isIn(format, table)) {
            return table.strip();
        }
        TableText parsed = TableText.parse(table);
        return format == TableFormat.HTML ? parsed.html() : parsed.markdown();
    }

    /** Places are within the table, so only where it stayed as it was. */
    private @Nullable List<WordScoreView> words(Block block, TableFormat format) {
        if (!withWords || !isIn(format, original(block))) {
            return null;
        }
        return result.words().stream()
                .filter(word -> block.start() <= word.start() && word.start() < block.end())
                .map(word -> new WordScoreView(word.text(), word.confidence(), word.start() - block.start()))
                .toList();
    }

    private static boolean isIn(TableFormat format, String table) {
        return TableText.isHtml(table) == (format == TableFormat.HTML);
    }

    private String original(Block block) {
        return result.markdown().substring(block.start(), block.end());
    }
}
