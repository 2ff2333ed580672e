package dev.recto.api.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdTest {
    private static final Instant CREATED = Instant.parse("2025-11-20T01:00:00.123456789Z");

    @Test
    void carriesVersionVariantAndTime() {
        UUID id = TimeOrderedId.of(CREATED, -1);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(CREATED.toEpochMilli());
        assertThat(id.getLeastSignificantBits()).isEqualTo(0xBFFF_FFFF_FFFF_FFFFL);
    }

    @Test
    void sortsAsTextByTimeWithinAMillisecond() {
        UUID earlier = TimeOrderedId.of(CREATED, -1);
        UUID later = TimeOrderedId.of(CREATED.plusNanos(1000), 0);

        assertThat(earlier.toString()).isLessThan(later.toString());
    }

    @Test
    void theLastNanosecondOfAMillisecondStaysWithinIt() {
        UUID last = TimeOrderedId.of(Instant.parse("2025-11-20T01:00:00.123999999Z"), 0);

        assertThat(last.getMostSignificantBits() & 0xFFFF).isEqualTo(0x7FFF);
    }

    @Test
    void tellsWhenItWasMade() {
        assertThat(TimeOrderedId.created(TimeOrderedId.at(CREATED)))
                .isEqualTo(Instant.parse("2025-11-20T01:00:00.123Z"));
    }

    @Test
    void differsAtTheSameTime() {
        assertThat(TimeOrderedId.at(CREATED)).isNotEqualTo(TimeOrderedId.at(CREATED));
    }
}
