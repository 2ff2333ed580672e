package dev.recto.worker.layout;

import dev.recto.model.BlockType;
import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.List;

/** A piece of a page that knows what it is. */
sealed interface Item {
    Box box();

    /** @param level 1 is the largest */
    record Heading(int level, List<Line> lines) implements Item {
        @Override
        public Box box() {
            return Box.around(lines.stream().map(Line::box).toList());
        }
    }

    record Bullets(List<Bullet> bullets) implements Item {
        @Override
        public Box box() {
            return Box.around(bullets.stream()
                    .flatMap(bullet -> bullet.lines().stream())
                    .map(Line::box)
                    .toList());
        }
    }

    /**
     * @param marker as markdown: {@code -}, {@code 1.} or {@code 1)}
     * @param whole its lines with what was read as its marker, a word by itself
     */
    record Bullet(String marker, List<Line> whole) {
        List<Line> lines() {
            List<Line> lines = new ArrayList<>(whole);
            Line first = whole.getFirst();
            lines.set(0, new Line(first.words().subList(1, first.words().size()), first.height()));
            return lines;
        }
    }

    /** @param rows of cells of words; every row has as many cells, some without words */
    record Table(Box box, List<List<List<Word>>> rows) implements Item {}

    /** Running text: of the page, or what is apart from it, as a header or a caption is. */
    record Text(BlockType type, List<Line> lines) implements Item {
        @Override
        public Box box() {
            return Box.around(lines.stream().map(Line::box).toList());
        }
    }

    /** @param labels lines that stand in it */
    record Figure(Box box, List<Line> labels) implements Item {}
}
