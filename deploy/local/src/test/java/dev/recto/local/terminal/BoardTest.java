package dev.recto.local.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final String CLEAR = "\r\u001B[J";

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    private final Board board = board(true);

    private Board board(boolean watched) {
        return new Board(new PrintStream(results, true, UTF_8), new PrintStream(drawn, true, UTF_8), watched);
    }

    private String drawn() {
        return drawn.toString(UTF_8);
    }

    @Test
    void drawsABarOncePagesAreKnown() {
        var progress = board.begin("");
        progress.uploaded(50, 200);
        progress.reading(0, 0, 1);
        progress.reading(5, 10, 2);
        assertThat(drawn())
                .isEqualTo("Sending  25 %" + CLEAR + "Reading, 1 s" + CLEAR
                        + "Reading [##########..........] page 5 of 10, 2 s");
    }

    @Test
    void everyDocumentHasALine() {
        board.begin("first.pdf").reading(0, 0, 1);
        board.begin("a/very/long/way/to/second.pdf").reading(0, 0, 1);
        assertThat(drawn()).endsWith(CLEAR + "first.pdf            Reading, 1 s\n…g/way/to/second.pdf Reading, 1 s");
        drawn.reset();
        board.begin("third.pdf").reading(0, 0, 1);
        assertThat(drawn()).startsWith("\u001B[1A" + CLEAR + "first.pdf ");
    }

    @Test
    void whatStaysIsAboveTheLines() {
        board.begin("first.pdf").reading(0, 0, 1);
        drawn.reset();
        board.remark("second.pdf is no document");
        board.result("third.pdf.md");
        assertThat(drawn())
                .isEqualTo(CLEAR + "second.pdf is no document\nfirst.pdf            Reading, 1 s" + CLEAR
                        + "first.pdf            Reading, 1 s");
        assertThat(results.toString(UTF_8)).isEqualTo("third.pdf.md\n");
    }

    @Test
    void leavesNoTrace() {
        board.begin("").reading(1, 2, 3);
        board.close();
        assertThat(drawn()).endsWith(CLEAR);
    }

    @Test
    void drawsNothingWhereNobodyWatches() {
        Board unwatched = board(false);
        try (var progress = unwatched.begin("")) {
            progress.uploaded(1, 2);
            progress.reading(1, 2, 3);
        }
        unwatched.remark("said");
        unwatched.close();
        assertThat(drawn()).isEqualTo("said\n");
    }
}
