package dev.recto.tools.specimen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.model.PageFault;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.Activity;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.tesseract.DefaultTesseract;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages of every language that comes with the worker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LanguagePagesTest {
    private static final double SOME_WORDS = 0.02;

    private static final List<LanguageSpecimen> PAGES = LanguageSpecimens.of(11);

    private final PageReader reader = DefaultTesseract.open();

    @AfterAll
    void close() {
        reader.close();
    }

    static List<LanguageSpecimen> pages() {
        return SomePages.of(PAGES);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theLanguageIsFoundAndItsWordsAreRead(LanguageSpecimen page) {
        PageReading reading = read(page, List.of(), Optional.empty());
        assertThat(reading.language()).isEqualTo(page.language());
        assertThat(WordError.of(page.specimen().truth(), reading.markdown())).isLessThan(SOME_WORDS);
    }

    @Test
    void theOneThatIsNamedIsTakenWhateverThePageSays() {
        LanguageSpecimen german = page("deu");
        PageReading reading = read(german, List.of("eng"), Optional.empty());
        assertThat(reading.language()).isEqualTo("eng");
        assertThat(WordError.of(german.specimen().truth(), reading.markdown())).isGreaterThan(5 * SOME_WORDS);
        assertThat(read(german, List.of("fra", "deu"), Optional.empty()).language())
                .isEqualTo("deu");
    }

    @Test
    void aPageInAnotherLanguageThanItsDocumentIsFoundToo() {
        Optional<UUID> job = Optional.of(new UUID(0, 1));
        for (String language : List.of("deu", "deu", "eng", "fra")) {
            assertThat(read(page(language), List.of(), job).language()).isEqualTo(language);
        }
    }

    @Test
    void oneThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> read(page("deu"), List.of("deu", "ara"), Optional.empty()))
                .isInstanceOfSatisfying(
                        PageFaultException.class,
                        fault -> assertThat(fault.fault()).isEqualTo(PageFault.LANGUAGE_NOT_OFFERED));
    }

    private static LanguageSpecimen page(String language) {
        return PAGES.stream()
                .filter(page -> page.language().equals(language))
                .findFirst()
                .orElseThrow();
    }

    private PageReading read(LanguageSpecimen page, List<String> languages, Optional<UUID> job) {
        return reader.read(new PageRequest(
                ReadOptions.DEFAULT.withLanguages(languages),
                page.specimen().page(),
                new Cancellation(),
                (raster, pictures) -> {},
                Instant.MAX,
                Activity.NONE,
                job));
    }
}
