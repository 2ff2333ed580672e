package dev.recto.worker.document;

import static dev.recto.worker.document.RawPdf.deflate;
import static dev.recto.worker.document.RawPdf.page;
import static dev.recto.worker.document.RawPdf.stream;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.image.RgbImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Black pictures of ten by ten pixels in a page's content, in whatever code, cover the page. */
@Timeout(60)
class InlinePicturesTest {
    private static final int SIDE = 10;
    private static final String BLACK = "\0".repeat(SIDE * SIDE);

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void areDrawn(String entries, byte[] data) throws Exception {
        String picture = "q 100 0 0 100 0 0 cm BI /W 10 /H 10 /BPC 8 /CS /G " + entries + " ID ";
        try (OpenedDocuments documents = new OpenedDocuments(directory, Duration.ofSeconds(20))) {
            documents.probe(page("", stream("", picture + new String(data, ISO_8859_1) + "\nEI Q")));
            RgbImage drawn = documents.draw(0).image();
            assertThat(drawn.rgb()[3 * (drawn.height() / 2 * drawn.width() + drawn.width() / 2)])
                    .isZero();
        }
    }

    static Stream<Arguments> areDrawn() throws IOException {
        return Stream.of(
                of("", BLACK.getBytes(ISO_8859_1)),
                of("/F /Fl", deflate(BLACK, 1)),
                of("/Filter /FlateDecode", deflate(BLACK, 1)),
                of("/F /Fl /DP << /Predictor 12 /Columns 10 >>", deflate("\2" + "\0".repeat(SIDE), SIDE)),
                of("/F [/AHx /Fl]", (HexFormat.of().formatHex(deflate(BLACK, 1)) + ">").getBytes(ISO_8859_1)),
                of("/F /DCT", TestImages.jpeg(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY))));
    }

    private static Arguments of(String entries, byte[] data) {
        return Arguments.of(entries, data);
    }
}
