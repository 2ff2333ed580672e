package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageFlag;
import dev.recto.model.Picture;
import dev.recto.model.ReadOptions;
import dev.recto.model.ServedModel;
import dev.recto.model.TokenUsage;
import dev.recto.tracing.Activity;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.ImagePage;
import dev.recto.worker.reader.PageRaster;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.reader.PageSource;
import dev.recto.worker.scan.Orientations;
import dev.recto.worker.scan.TextPage;
import dev.recto.worker.scan.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reader behind it finds one thing: the first line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UprightReaderTest {
    private static final RgbImage PAGE = TextPage.of(1000, 17, 30);
    /** Around the first line of the upright page. */
    private static final Box LINE = new Box(80, 145, 920, 170);

    private final FirstLine firstLine = new FirstLine();
    private final UprightReader reader = new UprightReader(firstLine, new Orientations(1, 4));
    private final List<RgbImage> stored = new ArrayList<>();
    private final List<Picture> pictures = new ArrayList<>();

    @AfterAll
    void close() {
        reader.close();
        assertThat(firstLine.closed).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Turn.class)
    void aPageIsReadUprightAndSpokenOfAsShown(Turn turn) {
        RgbImage shown = turn.inverse().apply(PAGE);

        PageReading reading = read(shown);

        assertThat(firstLine.seen.getLast().image().rgb()).isEqualTo(PAGE.rgb());
        assertThat(reading.flags())
                .isEqualTo(turn == Turn.NONE ? Set.of(PageFlag.RETRIED) : Set.of(PageFlag.RETRIED, PageFlag.ROTATED));
        assertThat(reading.dimensions()).isEqualTo(new PageDimensions(shown.width(), shown.height(), 200));
        Box box = reading.pictures().getFirst().box();
        assertThat(turn.apply(shown.crop(box.left(), box.top(), box.width(), box.height())))
                .usingRecursiveComparison()
                .isEqualTo(PAGE.crop(LINE.left(), LINE.top(), LINE.width(), LINE.height()));
        assertThat(reading.blocks()).extracting(Block::box).containsExactly(box, null);
        assertThat(pictures.getLast()).isEqualTo(reading.pictures().getFirst());
        assertThat(stored.getLast().rgb()).isEqualTo(shown.rgb());
    }

    @Test
    void whatIsReadStaysAsItIs() {
        PageReading reading = read(Turn.HALF.apply(PAGE));
        assertThat(reading.markdown()).isEqualTo("text");
        assertThat(reading.annotation()).isEqualTo("{}");
        assertThat(reading.usage()).isEqualTo(new TokenUsage(3, 4));
        assertThat(reading.pictures().getFirst().annotation()).isEqualTo("a line");
    }

    private PageReading read(RgbImage shown) {
        return reader.read(new PageRequest(
                ReadOptions.DEFAULT,
                new ImagePage(shown, 200),
                new Cancellation(),
                (image, found) -> {
                    stored.add(image);
                    pictures.addAll(found);
                },
                Instant.MAX,
                Activity.NONE));
    }

    private static final class FirstLine implements PageReader {
        final List<PageRaster> seen = new ArrayList<>();
        boolean closed;

        @Override
        public ServedModel model() {
            return new ServedModel("a/b", "b", "a", "", 8192, 1, List.of());
        }

        @Override
        public PageReading read(PageRequest request) {
            PageSource page = request.page();
            seen.add(page.draw(200));
            List<Picture> found = List.of(new Picture(LINE, "a line"));
            request.crops().store(seen.getLast().image(), found);
            return new PageReading(
                    "text",
                    seen.getLast().dimensions(),
                    List.of(
                            new Block(BlockType.TEXT, LINE, 0, 4, null, null),
                            new Block(BlockType.TEXT, null, 0, 4, null, null)),
                    found,
                    null,
                    List.of(),
                    "{}",
                    new TokenUsage(3, 4),
                    Set.of(PageFlag.RETRIED));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
