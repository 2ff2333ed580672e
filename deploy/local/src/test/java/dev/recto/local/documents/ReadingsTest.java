package dev.recto.local.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.local.client.RectoException;
import dev.recto.local.terminal.Board;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingsTest {
    @TempDir
    private Path folder;

    private final Queue<String> read = new ConcurrentLinkedQueue<>();
    private Reader reader = (file, out, listener) -> {
        read.add(file.getFileName().toString());
        out.write("read".getBytes(UTF_8));
    };

    @BeforeEach
    void lay() throws IOException {
        for (String name : List.of("a.pdf", "b.pdf", "c.pdf")) {
            Files.createFile(folder.resolve(name));
        }
    }

    private boolean run(@Nullable Path output, boolean again, int atOnce) throws Exception {
        return run(Sources.of(List.of(folder.toString())), "", output, again, atOnce);
    }

    private boolean run(List<Source> sources, String options, @Nullable Path output, boolean again, int atOnce)
            throws Exception {
        try (Board board = Board.onTerminal()) {
            return new Readings(reader, options, "md", output, again, atOnce, board).run(sources);
        }
    }

    private void runWith(String options) throws Exception {
        read.clear();
        run(Sources.of(List.of(folder + "/a.pdf")), options, null, false, 1);
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".pdf"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void eachIsWrittenBesideItsSource() throws Exception {
        assertThat(run(null, false, 2)).isTrue();
        assertThat(written()).containsExactly("a.pdf.md", "b.pdf.md", "c.pdf.md");
        assertThat(folder.resolve("b.pdf.md")).hasContent("read");
    }

    @Test
    void anotherFolderIsMade() throws Exception {
        run(folder.resolve("out"), false, 1);
        assertThat(folder.resolve("out/a.pdf.md")).hasContent("read");
    }

    @Test
    void goesOnWhereItStopped() throws Exception {
        Files.writeString(folder.resolve("a.pdf.md"), "before");
        run(null, false, 2);
        assertThat(read).containsExactlyInAnyOrder("b.pdf", "c.pdf");
        assertThat(folder.resolve("a.pdf.md")).hasContent("before");
    }

    @Test
    void readsAgainWhatChangedOrIsAskedFor() throws Exception {
        run(null, false, 2);
        read.clear();
        Files.setLastModifiedTime(
                folder.resolve("b.pdf"), FileTime.from(Instant.now().plusSeconds(60)));
        run(null, false, 2);
        assertThat(read).containsExactly("b.pdf");
        run(null, true, 2);
        assertThat(read).hasSize(4);
    }

    @Test
    void readsAgainWithOtherOptions() throws Exception {
        runWith("--pages 0");
        assertThat(read).hasSize(1);
        runWith("--pages 0");
        assertThat(read).isEmpty();
        runWith("--pages 1");
        assertThat(read).hasSize(1);
        runWith("");
        assertThat(read).hasSize(1);
        assertThat(written()).containsExactly("a.pdf.md");
        runWith("");
        assertThat(read).isEmpty();
    }

    @Test
    void twoAreNotWrittenToOneFile() throws Exception {
        for (String year : List.of("2023", "2024")) {
            Files.createDirectory(folder.resolve(year));
            Files.createFile(folder.resolve(year).resolve("invoice.pdf"));
        }
        List<Source> both = Sources.of(List.of(folder + "/2023", folder + "/2024"));
        Path output = folder.resolve("out");
        assertThatThrownBy(() -> run(both, "", output, false, 2))
                .isInstanceOf(RectoException.class)
                .hasMessageContainingAll("2023/invoice.pdf", "2024/invoice.pdf", output + "/invoice.pdf.md");
        assertThat(read).isEmpty();

        run(both, "", null, false, 2);
        assertThat(read).hasSize(2);
    }

    @Test
    void oneThatFailsCostsNoOtherAndLeavesNothing() throws Exception {
        reader = (file, out, listener) -> {
            out.write("half".getBytes(UTF_8));
            if (file.endsWith("b.pdf")) {
                throw new RectoException("The document is damaged");
            }
        };
        assertThat(run(null, false, 1)).isFalse();
        assertThat(written()).containsExactly("a.pdf.md", "c.pdf.md");
    }

    @Test
    void severalAreUnderWay() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        reader = (file, out, listener) -> {
            try {
                together.await();
            } catch (BrokenBarrierException e) {
                throw new IOException(e);
            }
        };
        assertThat(run(null, false, 3)).isTrue();
    }

    @Test
    void endsWhereNobodyAnswers() throws Exception {
        reader = (file, out, listener) -> {
            read.add(file.toString());
            throw new ConnectException();
        };
        assertThatThrownBy(() -> run(null, false, 1)).isInstanceOf(ConnectException.class);
        assertThat(read).hasSizeLessThan(4);
        assertThat(written()).isEmpty();
    }
}
