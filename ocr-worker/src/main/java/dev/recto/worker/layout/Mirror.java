package dev.recto.worker.layout;

import dev.recto.model.Block;
import dev.recto.model.Box;
import dev.recto.model.Picture;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A page that is read from the right to the left looks in a mirror like any other: lines begin at the left, and the first column of a
 * table is there.
 *
 * @param width of the page, at least as far as anything on it reaches
 */
record Mirror(int width) {
    /** Around a page most of whose letters are read from the right. */
    static boolean isNeeded(List<Region> regions) {
        int[] letters = Region.lines(regions)
                .flatMapToInt(line ->
                        line.words().stream().flatMapToInt(word -> word.text().codePoints()))
                .filter(Character::isLetter)
                .toArray();
        return 2 * IntStream.of(letters).filter(Mirror::isRightToLeft).count() > letters.length;
    }

    static Mirror of(List<Region> regions) {
        int lines =
                Region.lines(regions).mapToInt(line -> line.box().right()).max().orElse(0);
        int boxes =
                regions.stream().mapToInt(region -> region.box().right()).max().orElse(0);
        return new Mirror(Math.max(lines, boxes));
    }

    List<Region> regions(List<Region> shown) {
        return shown.stream()
                .map(region -> switch (region) {
                    case Region.Figure figure ->
                        new Region.Figure(
                                box(figure.box()),
                                figure.labels().stream().map(this::line).toList());
                    case Region.Equation equation ->
                        new Region.Equation(
                                box(equation.box()),
                                equation.lines().stream().map(this::line).toList());
                    case Region.Text text ->
                        (Region) new Region.Text(
                                box(text.box()),
                                text.paragraphs().stream()
                                        .map(lines ->
                                                lines.stream().map(this::line).toList())
                                        .toList());
                })
                .toList();
    }

    Composition composition(Composition mirrored) {
        return new Composition(
                mirrored.markdown(),
                mirrored.blocks().stream().map(this::block).toList(),
                mirrored.pictures().stream()
                        .map(picture -> new Picture(box(picture.box()), picture.annotation()))
                        .toList(),
                mirrored.words().stream().map(word -> word.at(box(word.box()))).toList(),
                mirrored.confidence());
    }

    private Line line(Line line) {
        return new Line(
                line.words().stream().map(word -> word.at(box(word.box()))).toList(), line.height());
    }

    private Block block(Block block) {
        Box box = block.box();
        return block.at(box == null ? null : box(box));
    }

    private Box box(Box box) {
        return new Box(width - box.right(), box.top(), width - box.left(), box.bottom());
    }

    private static boolean isRightToLeft(int letter) {
        byte direction = Character.getDirectionality(letter);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
