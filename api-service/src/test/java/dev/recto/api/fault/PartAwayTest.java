package dev.recto.api.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartAwayTest {
    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57014", "55P03", "57P01", "57P02", "57P03", "25P03", "25006"})
    void aServerThatGaveUpOrShutsDownIsAway(String state) {
        assertThat(PartAway.isCauseOf(new PgException("", "ERROR", state, ""))).isTrue();
        assertThat(PartAway.isCauseOf(new IllegalStateException(new SQLException("", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23503", "42601", "22021", "40P01", "08"})
    void aStatementThatIsWrongIsADefect(String state) {
        assertThat(PartAway.isCauseOf(new PgException("", "ERROR", state, ""))).isFalse();
    }

    @Test
    void lostConnectionsAndTimeoutsAreFoundUnderWhateverWrapsThem() {
        assertThat(PartAway.isCauseOf(new CompletionException(new ConnectException())))
                .isTrue();
        assertThat(PartAway.isCauseOf(
                        new CompositeException(new ClosedChannelException(), new IllegalStateException())))
                .isTrue();
        assertThat(PartAway.isCauseOf(new CompletionException(new NoStackTraceThrowable("Timeout"))))
                .isTrue();
        assertThat(PartAway.isCauseOf(
                        new NoStackTraceThrowable("Connection is not active now, current status: CLOSED")))
                .isTrue();
        assertThat(PartAway.isCauseOf(new TimeoutException())).isTrue();
        assertThat(PartAway.isCauseOf(new PartAwayException("the broker", null) {}))
                .isTrue();
    }

    @Test
    void defectsAreNoOutage() {
        assertThat(PartAway.isCauseOf(new IllegalStateException("Timeout of something else")))
                .isFalse();
        assertThat(PartAway.isCauseOf(new NoStackTraceThrowable("anything"))).isFalse();
        assertThat(PartAway.isCauseOf(new NullPointerException())).isFalse();
    }
}
