package dev.recto.worker.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibraryTest {
    @ParameterizedTest
    @CsvSource({
        "Linux,amd64,linux-x64",
        "Linux,aarch64,linux-aarch64",
        "Mac OS X,aarch64,osx-aarch64",
        "Windows 11,amd64,win-x64"
    })
    void namesPlatformsAsTheArtifactDoes(String os, String architecture, String platform) {
        assertThat(NativeLibrary.platform(os, architecture)).isEqualTo(platform);
    }

    @Test
    void unpacksOnceAndFindsItAgain() throws Exception {
        var library = NativeLibrary.locate();
        var written = Files.getLastModifiedTime(library);
        assertThat(NativeLibrary.locate()).isEqualTo(library);
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(written);
    }
}
