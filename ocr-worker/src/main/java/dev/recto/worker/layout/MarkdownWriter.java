package dev.recto.worker.layout;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.Confidence;
import dev.recto.model.Picture;
import dev.recto.model.WordScore;
import dev.recto.text.Hyphens;
import dev.recto.worker.reader.ReadWord;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes items one after the other and remembers where every block and word came to stand. */
final class MarkdownWriter {
    private final StringBuilder markdown = new StringBuilder();
    private final List<Block> blocks = new ArrayList<>();
    private final List<Picture> pictures = new ArrayList<>();
    private final List<ReadWord> words = new ArrayList<>();
    private final Hyphens hyphens = new Hyphens();
    private @Nullable Double certainty;

    /** @param page all its regions, whose words tell where a hyphen belongs to one */
    MarkdownWriter(List<Region> page) {
        Region.words(page).forEach(word -> hyphens.see(word.text()));
    }

    void write(Item item) {
        write(item, null);
    }

    /** @param certainty that it is what it is, where it is known */
    void write(Item item, @Nullable Double certainty) {
        this.certainty = certainty;
        if (!markdown.isEmpty()) {
            markdown.append("\n\n");
        }
        int start = markdown.length();
        int firstWord = words.size();
        switch (item) {
            case Item.Heading heading -> {
                markdown.append("#".repeat(heading.level())).append(' ');
                lines(heading.lines(), Markup.Place.HEADING);
                block(BlockType.TITLE, item.box(), start, firstWord, null);
            }
            case Item.Text text -> {
                lines(text.lines(), Markup.Place.BLOCK);
                block(text.type(), item.box(), start, firstWord, null);
            }
            case Item.Bullets list -> {
                bullets(list);
                block(BlockType.LIST, item.box(), start, firstWord, null);
            }
            case Item.Table table -> {
                table(table);
                block(BlockType.TABLE, item.box(), start, firstWord, null);
            }
            case Item.Figure figure -> {
                int index = pictures.size();
                String name = "img-" + index + ".jpeg";
                pictures.add(new Picture(figure.box()));
                markdown.append("![").append(name).append("](").append(name).append(')');
                block(BlockType.IMAGE, item.box(), start, firstWord, index);
                if (!figure.labels().isEmpty()) {
                    write(new Item.Text(BlockType.TEXT, figure.labels()));
                }
            }
        }
    }

    Composition composition() {
        return new Composition(markdown.toString(), blocks, pictures, words, confidence(words));
    }

    private void bullets(Item.Bullets list) {
        boolean first = true;
        for (Item.Bullet bullet : list.bullets()) {
            if (!first) {
                markdown.append('\n');
            }
            first = false;
            markdown.append(bullet.marker()).append(' ');
            lines(bullet.lines(), Markup.Place.BLOCK);
        }
    }

    private void table(Item.Table table) {
        boolean header = true;
        for (List<List<Word>> row : table.rows()) {
            if (!header) {
                markdown.append('\n');
            }
            markdown.append('|');
            for (List<Word> cell : row) {
                markdown.append(' ');
                cell(cell);
                markdown.append(cell.isEmpty() ? "|" : " |");
            }
            if (header) {
                markdown.append("\n|").append(" --- |".repeat(row.size()));
            }
            header = false;
        }
    }

    private void cell(List<Word> cell) {
        int start = markdown.length();
        int firstWord = words.size();
        for (int i = 0; i < cell.size(); i++) {
            if (i > 0 && CjkText.hasBlank(cell.get(i - 1), cell.get(i))) {
                markdown.append(' ');
            }
            word(cell.get(i));
        }
        escape(start, firstWord, Markup.Place.CELL);
    }

    private void lines(List<Line> lines, Markup.Place place) {
        int start = markdown.length();
        int firstWord = words.size();
        @Nullable Word before = null;
        for (Line line : lines) {
            for (Word word : line.words()) {
                if (before != null && CjkText.hasBlank(before, word)) {
                    markdown.append(' ');
                }
                before = word;
                word(word);
            }
            Hyphens.Join join = atEnd(line, lines);
            if (join != Hyphens.Join.APART) {
                before = null;
            }
            if (join == Hyphens.Join.DROPPED) {
                dropHyphen();
            }
        }
        escape(start, firstWord, place);
    }

    /** What was written from there on stands for itself, and its words go with it. */
    private void escape(int start, int firstWord, Markup.Place place) {
        BitSet marks = Markup.of(markdown.substring(start), place);
        if (marks.isEmpty()) {
            return;
        }
        for (int i = firstWord; i < words.size(); i++) {
            ReadWord word = words.get(i);
            int moved = word.start() + marks.get(0, word.start() - start).cardinality();
            words.set(i, new ReadWord(new WordScore(word.text(), word.confidence(), moved), word.box()));
        }
        for (int i = marks.previousSetBit(marks.length()); i >= 0; i = marks.previousSetBit(i - 1)) {
            markdown.insert(start + i, '\\');
        }
    }

    private void dropHyphen() {
        markdown.setLength(markdown.length() - 1);
        ReadWord half = words.removeLast();
        String part = half.text().substring(0, half.text().length() - 1);
        words.add(new ReadWord(new WordScore(part, half.confidence(), half.start()), half.box()));
    }

    private Hyphens.Join atEnd(Line line, List<Line> lines) {
        int next = lines.indexOf(line) + 1;
        String end = line.words().getLast().text();
        String start = next < lines.size() ? lines.get(next).words().getFirst().text() : "";
        return !start.isEmpty() && Hyphens.divide(end, start) ? hyphens.join(end, start) : Hyphens.Join.APART;
    }

    private void word(Word word) {
        WordScore score = new WordScore(word.text(), word.confidence(), markdown.length());
        words.add(new ReadWord(score, word.box()));
        markdown.append(word.text());
    }

    private void block(BlockType type, Box box, int start, int firstWord, @Nullable Integer picture) {
        Confidence confidence = confidence(words.subList(firstWord, words.size()));
        blocks.add(new Block(type, box, start, markdown.length(), picture, confidence, certainty));
    }

    private static @Nullable Confidence confidence(List<ReadWord> words) {
        var scores = words.stream().mapToDouble(ReadWord::confidence).summaryStatistics();
        return words.isEmpty() ? null : new Confidence(scores.getAverage(), scores.getMin());
    }
}
