package dev.recto.worker.tesseract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TesseractSlotTest {
    private final TesseractData bundled = new TesseractData(Optional.empty());

    @Test
    void keepsTheMainLanguageAndThoseUsedLast() {
        try (TesseractSlot slot = new TesseractSlot(bundled, "eng", 2)) {
            List.of("deu", "fra", "deu", "ita").forEach(slot::language);
            assertThat(slot.loaded()).containsExactlyInAnyOrder("eng", "deu", "ita");
            TesseractApi german = slot.language("deu");
            slot.language("eng");
            assertThat(slot.language("deu")).isSameAs(german);
        }
    }

    @Test
    void filesAreThereOnlyWhileTheyAreLoaded() {
        Path folder = bundled.load("deu+eng", there -> {
            assertThat(there.resolve("deu.traineddata")).isNotEmptyFile();
            assertThat(there.resolve("eng.traineddata")).isNotEmptyFile();
            return there;
        });
        assertThat(folder).doesNotExist();
    }

    @Test
    void aFolderGoesBeforeWhatComesWithTheWorker(@TempDir Path further) throws IOException {
        TesseractData data = new TesseractData(Optional.of(further));
        Path file = further.resolve("deu.traineddata");
        Files.writeString(file, "another");
        assertThat(data.<Long>load("deu", folder -> size(folder.resolve("deu.traineddata"))))
                .isEqualTo(7);
        try (GZIPInputStream packed =
                new GZIPInputStream(TesseractSlotTest.class.getResourceAsStream("/tessdata/deu.traineddata.gz"))) {
            Files.write(further.resolve("xyz.traineddata"), packed.readAllBytes());
        }
        try (TesseractSlot slot = new TesseractSlot(data, "xyz", 1)) {
            assertThat(slot.loaded()).containsExactly("xyz");
        }
    }

    @Test
    void whatIsMissingOrBrokenIsSaid(@TempDir Path further) throws IOException {
        assertThatThrownBy(() -> new TesseractSlot(bundled, "xyz", 1))
                .hasMessageContaining("xyz.traineddata")
                .hasMessageContaining("recto.worker.tesseract.data-directory");
        Files.writeString(further.resolve("deu.traineddata"), "no data");
        assertThatThrownBy(() -> new TesseractSlot(new TesseractData(Optional.of(further)), "deu", 1))
                .hasMessageContaining("can't load deu");
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
