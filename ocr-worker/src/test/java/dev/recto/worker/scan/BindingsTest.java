package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.leptonica.global.leptonica;
import org.junit.jupiter.api.Test;

class BindingsTest {
    @Test
    void librariesWriteNothingIntoTheLog() {
        Bindings.setUp();

        assertThat(leptonica.LeptMsgSeverity()).isEqualTo(leptonica.L_SEVERITY_NONE);
    }
}
