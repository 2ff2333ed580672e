package dev.recto.worker.tesseract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Box;
import dev.recto.worker.layout.Line;
import dev.recto.worker.layout.Region;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.scan.GrayImage;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabelsTest {
    private static final int DPI = 200;
    private static final Duration ALL = Duration.ofMinutes(10);
    private static final List<Region> PICTURES = List.of(picture(100), picture(700));

    private final TesseractSlot slot = new TesseractSlot(new TesseractData(Optional.empty()), "eng", 1);
    private final GrayImage page = GrayImage.of(new RegionSheet()
            .picture("Harbour at noon", 100, 100, 900, 500)
            .picture("Bridge at night", 100, 700, 900, 500)
            .pixels());

    @AfterAll
    void close() {
        slot.close();
    }

    @Test
    void whatIsReadInTimeStaysAndNoMoreIsLookedFor() {
        Iterator<Duration> clock = List.of(Duration.ZERO, ALL).iterator();
        Allowance time = new Allowance(ALL, () -> clock.next().toNanos());

        assertThat(words(time)).containsExactly("Harbour at noon", "");
        assertThat(words(time)).containsExactly("", "");
    }

    @Test
    void allPicturesHaveTheirWordsIfThereIsTime() {
        assertThat(words(new Allowance(ALL))).containsExactly("Harbour at noon", "Bridge at night");
    }

    private List<String> words(Allowance time) {
        return new Labels(slot.language("eng"), DPI, time, new Cancellation())
                .with(PICTURES, page).stream()
                        .map(region -> String.join(
                                " ",
                                ((Region.Figure) region)
                                        .labels().stream().map(Line::text).toList()))
                        .toList();
    }

    private static Region picture(int top) {
        return new Region.Figure(new Box(100, top, 1000, top + 500));
    }
}
