package dev.recto.worker.layout;

import dev.recto.model.BlockType;
import dev.recto.model.Box;
import java.util.List;

/** A piece of a page that knows what it is. */
sealed interface Item {
    Box box();

    /** @param level 1 is the largest */
    record Heading(int level, List<Line> lines) implements Item {
        @Override
        public Box box() {
            return Boxes.around(lines.stream().map(Line::box).toList());
        }
    }

    record Bullets(List<Bullet> bullets) implements Item {
        @Override
        public Box box() {
            return Boxes.around(bullets.stream()
                    .flatMap(bullet -> bullet.lines().stream())
                    .map(Line::box)
                    .toList());
        }
    }

    /** @param marker as markdown: {@code -} or {@code 1.}; the lines come without it */
    record Bullet(String marker, List<Line> lines) {}

    /** @param rows of cells of words; every row has as many cells, some without words */
    record Table(Box box, List<List<List<Word>>> rows) implements Item {}

    /** Running text: of the page, or what is apart from it, as a header or a caption is. */
    record Text(BlockType type, List<Line> lines) implements Item {
        @Override
        public Box box() {
            return Boxes.around(lines.stream().map(Line::box).toList());
        }
    }

    /** @param labels lines that stand in it */
    record Figure(Box box, List<Line> labels) implements Item {}
}
