package dev.recto.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a document says is shown and never done: {@link Visitor} holds dialogs, requests and errors against the page. */
@ExtendWith(SharedService.class)
class HostileDocumentIT {
    /** Each would call {@code alert}, send something away or take over the page if it were taken for the page's own. */
    private static final String HOSTILE = """
            # <img src=x onerror=alert(1)>

            <script>alert(2)</script><img src="https://example.org/pixel.png"><iframe srcdoc="<script>alert(3)</script>"></iframe>

            <svg onload=alert(4)><style>@import 'https://example.org/x.css'; body { display: none }</style></svg>

            [a link](javascript:alert(5)) <a href="#/history" id="content" class="top" style="position:fixed;inset:0">cover</a>

            <form action="https://example.org"><input name="key" autofocus onfocus=alert(6)><button>Sign in</button></form>

            $\\frac{1}{$ $\\fbox{1} \\colorbox{red}{2}$ $\\href{javascript:alert(7)}{x} \\htmlData{a=b}{y}$ <math><mtext><img src=x onerror=alert(8)></mtext></math>

            <table><tr><td onclick=alert(9) background="https://example.org/y.png">kept text</td></tr></table>

            | to the left | to the right |
            | :---------- | -----------: |
            | one         | two          |

            <details open ontoggle=alert(10)><summary>s</summary></details><base href="https://example.org/"><meta http-equiv=refresh content="0;url=https://example.org">
            """;

    private final Service service;

    @TempDir
    private Path directory;

    HostileDocumentIT(Service service) {
        this.service = service;
    }

    @Test
    void markupInADocumentAndInItsNameIsText() throws Exception {
        Path file = Documents.picture(
                directory.resolve("<img src=x onerror=alert(1)>.png"),
                List.of("<script>alert(1)</script>", "", "<img src=x onerror=alert(1)>"));
        try (Visitor visitor = service.visitor().open("").signIn().read(file)) {
            visitor.awaitState("completed").awaitPicture();
            Page page = visitor.page();
            assertThat(page.locator("h1").first()).hasText("<img src=x onerror=alert(1)>.png");
            assertThat(visitor.text(1)).containsText("alert(1)");
            assertHarmless(page);
            visitor.button("Raw").click();
            assertThat(visitor.text(1)).containsText("alert(1)");
            assertThat(visitor.download("Markdown").suggestedFilename()).doesNotContain("<", ">");
            visitor.open("#/history");
            assertThat(page.getByText("<img src=x onerror=alert(1)>.png").first())
                    .isVisible();
        }
    }

    /** What a model could answer, in place of what one did. */
    @Test
    void whateverAModelWritesRunsNothing() throws Exception {
        try (Visitor visitor = service.visitor()) {
            Page page = visitor.page();
            visitor.answer(answered -> answered.put("markdown", HOSTILE));
            visitor.open("").signIn().read(Documents.numbered(directory, 1)).awaitState("completed");
            assertThat(visitor.text(1)).containsText("kept text");
            assertThat(page.locator("td[align=right]")).hasCSS("text-align", "right");
            assertHarmless(page);
        }
    }

    /** Placeholders, types and prices are words of a document as others are. */
    @Test
    void whatIsNoMarkOfAModelIsShownAsItIsWritten() throws Exception {
        try (Visitor visitor = service.visitor()) {
            visitor.answer(answered -> answered.put("markdown", """
                    <Signature>

                    ssh <user>@<host>, List<String>, if a<b and b>c, H<sub>2</sub>O

                    20\\. B \\<x\\> \\# see \\[1\\], \\$5

                    Fees ($) and costs ($): $100/kg (US$), but $a_1$

                    \\[1\\] A name of the list at the end
                    """));
            visitor.open("").signIn().read(Documents.numbered(directory, 1)).awaitState("completed");
            assertThat(visitor.text(1).locator(".piece")).hasText(new String[] {
                "<Signature>",
                "ssh <user>@<host>, List<String>, if a<b and b>c, H2O",
                "20. B <x> # see [1], $5",
                "Fees ($) and costs ($): $100/kg (US$), but a1",
                "[1] A name of the list at the end"
            });
            assertThat(visitor.text(1).locator("math")).hasCount(1);
        }
    }

    private static void assertHarmless(Page page) {
        assertThat(page.locator(".text").locator("script, iframe, form, input, style, svg, base, meta, img[src]"))
                .hasCount(0);
        assertThat((String) page.evaluate("""
                        () => JSON.stringify([...document.querySelectorAll('.text *')]
                          .flatMap(each => [...each.attributes])
                          .filter(each => each.name.startsWith('on') && !each.value.startsWith('$lit')
                            || ['style', 'id', 'background'].includes(each.name)
                            || /^(href|src)$/.test(each.name) && !/^(https|mailto):/.test(each.value))
                          .map(each => each.name + '=' + each.value))
                        """)).isEqualTo("[]");
    }
}
