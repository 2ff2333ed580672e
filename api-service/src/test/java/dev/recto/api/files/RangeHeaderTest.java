package dev.recto.api.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.storage.ByteRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeHeaderTest {
    private static final long SIZE = 10;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=2-5, 2, 5",
        "bytes=9-9, 9, 9",
        "bytes=5-, 5, 9",
        "bytes=5-99, 5, 9",
        "bytes=-3, 7, 9",
        "bytes=-99, 0, 9"
    })
    void oneRangeIsCutToTheFile(String header, long first, long last) {
        assertThat(RangeHeader.parse(header, SIZE)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=-", "bytes=5-4", "bytes=0-1,3-4", "pages=0-1", "bytes=a-b", "bytes=0-1 2"})
    void whatIsNoSingleRangeMeansTheWhole(String header) {
        assertThat(RangeHeader.parse(header, SIZE)).isEmpty();
    }

    @Test
    void noHeaderMeansTheWhole() {
        assertThat(RangeHeader.parse(null, SIZE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=999999999999999999-"})
    void aRangeBehindTheEndIsRefused(String header) {
        assertThatThrownBy(() -> RangeHeader.parse(header, SIZE))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.RANGE_NOT_SATISFIABLE));
    }
}
