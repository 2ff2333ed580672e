package dev.recto.local.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.local.client.RectoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void lay() throws IOException {
        for (String name : List.of(
                "b.pdf",
                "a.PNG",
                "notes.md",
                "b.pdf.md",
                "b.pdf.searchable.pdf",
                ".hidden.pdf",
                "deep/c.tiff",
                "deep/er/d.pdf",
                ".git/e.pdf")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    private List<String> names(String... meant) {
        List<String> names = Stream.of(meant).map(name -> folder + "/" + name).toList();
        return Sources.of(names).stream()
                .map(source -> folder.relativize(source.file()).toString())
                .toList();
    }

    @Test
    void aFolderIsItsDocumentsHoweverDeep() {
        assertThat(names("")).containsExactly("a.PNG", "b.pdf", "deep/c.tiff", "deep/er/d.pdf");
    }

    @Test
    void aPatternIsWhatItMatches() {
        assertThat(names("*.pdf")).containsExactly("b.pdf");
        assertThat(names("**/*.pdf")).containsExactly("b.pdf", "deep/er/d.pdf");
        assertThat(names("de*/*.{tiff,pdf}")).containsExactly("deep/c.tiff");
        assertThat(names("[ab].*")).containsExactly("a.PNG", "b.pdf");
        assertThat(names("*.md")).containsExactly("b.pdf.md", "notes.md");
    }

    /** A shell names all that is there, the second time, too. */
    @Test
    void whatWasMadeOfAnotherOneIsNotRead() {
        assertThat(names("b.pdf", "b.pdf.md", "b.pdf.searchable.pdf", "notes.md"))
                .containsExactly("b.pdf", "notes.md");
        assertThat(names("b.pdf.searchable.pdf")).containsExactly("b.pdf.searchable.pdf");
    }

    @Test
    void aFileIsMeantWhateverItsName() {
        assertThat(names("notes.md", ".hidden.pdf")).containsExactly("notes.md", ".hidden.pdf");
    }

    @Test
    void aFileMayBeNamedLikeAPattern() throws IOException {
        Files.createFile(folder.resolve("page[1].pdf"));
        assertThat(names("page[1].pdf")).containsExactly("page[1].pdf");
    }

    @Test
    void eachIsReadOnce() {
        assertThat(names("b.pdf", "", "*.pdf", "./b.pdf"))
                .startsWith("b.pdf")
                .doesNotHaveDuplicates()
                .hasSize(4);
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> names("z.pdf"))
                .isInstanceOf(RectoException.class)
                .hasMessageStartingWith("Can't read ")
                .hasMessageEndingWith("z.pdf");
        assertThatThrownBy(() -> names("[.pdf"))
                .isInstanceOf(RectoException.class)
                .hasMessageStartingWith("Can't read ");
        assertThatThrownBy(() -> names("*.gif"))
                .isInstanceOf(RectoException.class)
                .hasMessageStartingWith("There is no document in ");
    }

    @Test
    void whatIsWrittenLiesBesideOrAsDeep() {
        Source source = Sources.of(List.of(folder.toString())).getLast();
        assertThat(source.beside("md")).isEqualTo(folder.resolve("deep/er/d.pdf.md"));
        assertThat(source.below(Path.of("out"), "html")).isEqualTo(Path.of("out/deep/er/d.pdf.html"));
    }
}
