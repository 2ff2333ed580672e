package dev.recto.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two readings of one document, side by side. */
@ExtendWith(SharedService.class)
class CompareIT {
    private static final double PATIENCE = 120_000;

    private final Service service;

    @TempDir
    private Path directory;

    CompareIT(Service service) {
        this.service = service;
    }

    @Test
    void twoModelsStandSideBySideOnTheSamePage() throws Exception {
        try (Visitor visitor = service.visitor().open("").signIn()) {
            Page page = visitor.page();
            visitor.read(Documents.numbered(directory, 1)).awaitState("completed");
            page.getByLabel("Compare with").selectOption(SharedService.OTHER_MODEL);
            visitor.button("Compare").click();

            assertThat(page.locator("h2 a")).hasText(new String[] {"tesseract", SharedService.OTHER_MODEL});
            assertThat(page.locator(".compared del").first())
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
            assertThat(page.locator(".compared").first()).hasText("This is page number 1");
            assertThat(page.locator(".compared ins").first()).isVisible();
            assertThat(page.locator(".compared").last()).not().containsText("This is page number 1");
            assertThat(page.locator("recto-compared header")).containsText("difference");
        }
    }

    @Test
    void whatOnlyOneOfThemSaysIsMarked() throws Exception {
        try (Visitor visitor = service.visitor().open("").signIn()) {
            Page page = visitor.page();
            visitor.read(Documents.numbered(directory, 2)).awaitState("completed");
            page.getByLabel("Compare with").selectOption("tesseract");
            visitor.button("Compare").click();
            assertThat(page.getByText("No differences"))
                    .hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
            String one = page.url().replaceFirst(".*#/compare/([^/]+)/.*", "$1");

            visitor.open("#/");
            visitor.read(Documents.picture(directory.resolve("other.png"), List.of("This is another number 1")))
                    .awaitState("completed");
            String other = page.url().replaceFirst(".*#/jobs/", "");
            visitor.open("#/compare/" + one + "/" + other);
            assertThat(page.locator("del")).containsText("page");
            assertThat(page.locator("ins")).containsText("another");
            assertThat(visitor.heading("Page 2")).hasCount(0);

            visitor.answer(other, body -> {
                ((ObjectNode) body).put("status", "failed").putNull("result");
                ((ObjectNode) body).putObject("error").put("code", "ocr_failed").put("message", "The engine broke.");
            });
            visitor.answer(
                    one, body -> ((ObjectNode) body.at("/result/usage_info")).put("processing_time_seconds", 119.7));
            page.reload();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("The engine broke.");
            assertThat(page.locator(".progress").first()).containsText("2 min 0 s");
        }
    }
}
