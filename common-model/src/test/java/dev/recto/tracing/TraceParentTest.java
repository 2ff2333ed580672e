package dev.recto.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String RECORDED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String NOT_RECORDED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

    @ParameterizedTest
    @ValueSource(strings = {RECORDED, NOT_RECORDED})
    void whatIsWrittenIsWhatWasRead(String text) {
        assertThat(TraceParent.parse(text).text()).contains(text);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "me",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473Z-00f067aa0ba902b7-01",
                RECORDED + "-and-more"
            })
    void whatIsNoneIsNone(String text) {
        assertThat(TraceParent.parse(text)).isEqualTo(TraceParent.NONE);
        assertThat(TraceParent.NONE.text()).isEmpty();
    }

    @Test
    void aRecordSaysWhatItBelongsTo() {
        RecordHeaders headers = new RecordHeaders();
        TraceHeader.put(TraceParent.parse(RECORDED), headers);
        assertThat(headers.lastHeader("traceparent").value()).isEqualTo(RECORDED.getBytes(StandardCharsets.US_ASCII));
        assertThat(TraceHeader.of(headers).text()).contains(RECORDED);
    }

    @Test
    void whereNothingIsTracedARecordHasNoHeader() {
        RecordHeaders headers = new RecordHeaders();
        TraceHeader.put(TraceParent.NONE, headers);
        assertThat(headers.toArray()).isEmpty();
        assertThat(TraceHeader.of(headers)).isEqualTo(TraceParent.NONE);
        headers.add("traceparent", null);
        assertThat(TraceHeader.of(headers)).isEqualTo(TraceParent.NONE);
    }
}
