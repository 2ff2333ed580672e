package dev.recto.worker.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConductTest {
    private final Conduct conduct = new Conduct();

    @Test
    void aDocumentThatHungOnceIsHopeless() {
        conduct.drawn();
        conduct.hung();
        assertThat(conduct.hopeless()).isTrue();
    }

    @Test
    void threePagesThatTakeTooLongAreEnough() {
        conduct.timedOut();
        conduct.timedOut();
        assertThat(conduct.hopeless()).isFalse();
        conduct.timedOut();
        assertThat(conduct.hopeless()).isTrue();
    }

    @Test
    void aFewHeavyPagesAmongOthersAreNoReason() {
        for (int page = 0; page < 10; page++) {
            conduct.drawn();
        }
        for (int page = 0; page < 5; page++) {
            conduct.timedOut();
        }
        assertThat(conduct.hopeless()).isFalse();
    }
}
