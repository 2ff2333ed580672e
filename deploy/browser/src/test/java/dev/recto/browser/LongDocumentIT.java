package dev.recto.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** However long a document is, the page holds what is near the window. */
@ExtendWith(SharedService.class)
class LongDocumentIT {
    private static final boolean THOROUGH = Boolean.getBoolean("recto.thorough");
    private static final int PAGES = THOROUGH ? 500 : 100;
    private static final int STOPS = THOROUGH ? 25 : 10;

    /** Of pages in the window, and a window's height above and below. */
    private static final int MOST = 6;

    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);

    private final Service service;

    @TempDir
    private Path directory;

    LongDocumentIT(Service service) {
        this.service = service;
    }

    @Test
    void fewPagesAreHeldAtATime() throws Exception {
        try (Visitor visitor = service.visitor().open("").signIn()) {
            Page page = visitor.page();
            visitor.awaitModels();
            page.getByText("More options").click();
            page.getByLabel("Text layer of a PDF").selectOption("true");
            visitor.read(Documents.numbered(directory, PAGES)).awaitState("completed");
            assertThat(page.locator("recto-page")).hasCount(PAGES);

            for (int stop = 1; stop <= STOPS; stop++) {
                int number = stop * PAGES / STOPS;
                page.evaluate("number => document.querySelectorAll('recto-page')[number - 1].scrollIntoView()", number);
                assertThat(visitor.text(number)).containsText("This is page number " + number, PATIENTLY);
                assertThat(held(page, "recto-text")).isLessThanOrEqualTo(MOST);
            }
            page.locator("canvas:not([hidden])").first().waitFor();
            assertThat(held(page, "canvas")).isLessThanOrEqualTo(MOST);
        }
    }

    private static int held(Page page, String what) {
        return (Integer) page.evaluate("what => document.querySelectorAll(what).length", what);
    }
}
