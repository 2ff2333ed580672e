package dev.recto.tools.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFilesTest {
    private static final String DIGITS = "0123456789abcdef".repeat(4);

    @Test
    void linesAreAsSha256sumWritesThem() throws FetchException {
        String list = DIGITS + "  config.json\n" + DIGITS + " *./sub folder/model.safetensors\n";

        assertThat(SnapshotFiles.parse(list).entries())
                .extracting(SnapshotFiles.Entry::path)
                .containsExactly("config.json", "sub folder/model.safetensors");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../elsewhere",
                "folder/../../elsewhere",
                "folder/./file",
                "folder//file",
                "folder\\file",
                "SHA256SUMS",
                "twice\n" + DIGITS_OF_TWICE + "  twice"
            })
    void aPathThatLeadsElsewhereIsRefused(String path) {
        assertThatThrownBy(() -> SnapshotFiles.parse(DIGITS + "  " + path)).isInstanceOf(FetchException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "config.json", "0123  config.json"})
    void aListThatListsNothingIsRefused(String list) {
        assertThatThrownBy(() -> SnapshotFiles.parse(list)).isInstanceOf(FetchException.class);
    }

    private static final String DIGITS_OF_TWICE = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
}
