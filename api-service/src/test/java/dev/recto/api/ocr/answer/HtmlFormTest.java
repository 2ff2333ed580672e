package dev.recto.api.ocr.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.recto.api.ocr.answer.OcrPage.Image;
import dev.recto.api.ocr.answer.OcrPage.Size;
import dev.recto.model.PageDimensions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlFormTest {
    private final HtmlForm form = new HtmlForm();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "# Delivery note 118 ~ <h1>Delivery note 118</h1>",
                "a **bold** and *slanted* word ~ <p>a <strong>bold</strong> and <em>slanted</em> word</p>",
                "3. third ~ <ol start=\"3\"><li>third</li></ol>",
                "1 < 2 & 3 ~ <p>1 &lt; 2 &amp; 3</p>",
                "so $a_1*b*c_2$ is ~ <p>so $a_1*b*c_2$ is</p>",
                "so \\(a_1 \\{x\\}\\) is ~ <p>so \\(a_1 \\{x\\}\\) is</p>",
                "$$ a_{1} * b * \\\\ c $$ ~ <p>$$ a_{1} * b * \\\\ c $$</p>",
                "$5 for *one* and $8 for two ~ <p>$5 for <em>one</em> and $8 for two</p>",
                "no end \\( here *x* ~ <p>no end ( here <em>x</em></p>",
                "ssh <user>@<host> ~ <p>ssh &lt;user&gt;@&lt;host&gt;</p>",
                "<Signature> ~ <p>&lt;Signature&gt;</p>",
                "H<sub>2</sub>O, List<String> ~ <p>H<sub>2</sub>O, List&lt;String&gt;</p>",
                "20\\. \\<b\\> \\# ~ <p>20. &lt;b&gt; #</p>",
                "Fees ($) and *costs* ($) ~ <p>Fees ($) and <em>costs</em> ($)</p>",
            })
    void markupBecomesElements(String markdown, String html) throws IOException {
        assertThat(form.of(markdown).replace("\n", "")).isEqualTo(html);
    }

    /** What has no end in one paragraph may have one in the next. */
    @Test
    void formulasEndInTheirParagraph() throws IOException {
        assertThat(form.of("for $5 \\(*x*\n\nso $a_1*b*c_2$ and \\(*x*\\) is").replace("\n", ""))
                .isEqualTo("<p>for $5 (<em>x</em></p><p>so $a_1*b*c_2$ and \\(*x*\\) is</p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$1 ", "$a $b ", "\\( ", "\\[ ", "$$$ "})
    void whatHasNoEndTakesNoTime(String piece) throws IOException {
        String text = piece.repeat(300_000 / piece.length());

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), () -> form.of(text)))
                .startsWith("<p>");
    }

    /** A single tilde says "about". */
    @Test
    void whatIsStruckOutIsSo() throws IOException {
        assertThat(form.of("not ~~two~~ three, ~5 or ~6")).isEqualTo("<p>not <del>two</del> three, ~5 or ~6</p>");
    }

    @Test
    void aTableIsOneHoweverItIsWritten() throws IOException {
        assertThat(form.of("| Item | Pieces |\n| --- | ---: |\n| Lamp \\| tall | 4 |"))
                .contains("<th>Item</th>", "<td>Lamp | tall</td>", "<td align=\"right\">4</td>");
        assertThat(form.of("<table><tr><td colspan=\"2\">Lamp</td><td>4</td></tr></table>"))
                .contains("<td colspan=\"2\">Lamp</td>");
    }

    @Test
    void whatIsWrittenFromTheRightIsSo() throws IOException {
        assertThat(form.of("שלום, world")).isEqualTo("<p dir=\"rtl\">שלום, world</p>");
        assertThat(form.of("| שם | עיר |\n| --- | --- |\n| 1 | 2 |")).startsWith("<table dir=\"rtl\">");
    }

    @Test
    void aPictureIsInIt() throws IOException {
        form.page(page(image("img-0.jpeg", "data:image/jpeg;base64,AAAA")));

        assertThat(form.of("![img-0.jpeg](img-0.jpeg)"))
                .isEqualTo("<p><img src=\"data:image/jpeg;base64,AAAA\" alt=\"img-0.jpeg\"></p>");
    }

    @Test
    void aPictureWithoutPixelsIsLeftOut() throws IOException {
        form.page(page(image("img-0.jpeg", null)));

        assertThat(form.of("![img-0.jpeg](img-0.jpeg)")).isEqualTo("<p></p>");
    }

    /** A block at the end of a page is written when the next one has come. */
    @Test
    void picturesAreKeptForOnePageMore() throws IOException {
        form.page(page(image("img-0.jpeg", "data:image/jpeg;base64,AAAA")));
        form.page(page());
        assertThat(form.of("![a](img-0.jpeg)")).contains("AAAA");

        form.page(page());
        assertThat(form.of("![a](img-0.jpeg)")).doesNotContain("AAAA");
    }

    private static OcrPage page(Image... images) {
        return new OcrPage(
                0,
                "",
                List.of(images),
                List.of(),
                List.of(),
                null,
                null,
                new PageDimensions(900, 900, 90),
                null,
                null,
                null);
    }

    private static Image image(String id, @Nullable String pixels) {
        return new Image(id, 0, 0, 9, 9, pixels, null, new Size(9, 9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "<script>alert(1)</script>",
                "a <script>alert(1)</script> b",
                "<img src=x onerror=alert(1)>",
                "![x](https://example.org/seen.png)",
                "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
                "[x](javascript:alert(1))",
                "<a href=' javascript:alert(1)'>x</a>",
                "<table><tr><td onclick=alert(1) style='x'>a</td></tr></table>",
                "<iframe src=https://example.org></iframe>",
                "<form action=https://example.org><input></form>",
                "<svg><style><img src=x onerror=alert(1)></style></svg>",
                "<style>@import 'https://example.org/x.css'</style>",
                "<base href=https://example.org>",
                "<meta http-equiv=refresh content='0;url=https://example.org'>",
            })
    void nothingActs(String markdown) throws IOException {
        Element body = Jsoup.parseBodyFragment(form.of(markdown)).body();
        assertThat(body.select("script, img, iframe, form, input, svg, style, base, meta, [href], [src], [style]"))
                .isEmpty();
        assertThat(body.select("[^on]")).isEmpty();
    }

    @Test
    void aLinkSaysNothingOfWhereItWas() throws IOException {
        assertThat(form.of("[x](https://example.org/a)"))
                .isEqualTo("<p><a href=\"https://example.org/a\" rel=\"noopener noreferrer nofollow\">x</a></p>");
    }
}
