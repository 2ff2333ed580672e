package dev.recto.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.recto.local.client.RectoClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was told to whom, and telling it again. */
@ExtendWith(SharedService.class)
class WebhooksIT {
    private static final String RECEIVER = "https://receiver.invalid/recto";

    private final Service service;

    WebhooksIT(Service service) {
        this.service = service;
    }

    @Test
    void whatNobodyTookIsSeenAndSentAgain() throws Exception {
        byte[] document = Files.readAllBytes(Path.of(System.getProperty("recto.home"), "docs/samples/report.pdf"));
        try (Visitor visitor = service.visitor().open("#/webhooks").signIn();
                RectoClient client =
                        new RectoClient(service.stack().url(0), service.stack().key())) {
            Page page = visitor.page();
            visitor.button("Make a secret").click();
            assertThat(page.locator(".made")).containsText("whsec_");
            assertThat(visitor.button("Copy the secret")).isFocused();

            client.post("/v1/ocr", """
                    {"document": {"document_content": "%s"}, "pages": "0", "webhook": {"url": "%s"}}""".formatted(Base64.getEncoder().encodeToString(document), RECEIVER));
            Locator row = page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(RECEIVER));
            visitor.button("Look again").click();
            assertThat(row).containsText("ocr.job.completed");
            page.getByLabel("Show").selectOption("delivered");
            assertThat(row).hasCount(0);
            page.getByLabel("Show").selectOption("waiting");
            assertThat(row).hasCount(1);

            row.getByText("Send again").click();
            assertThat(page.locator(".problem")).hasCount(0);
            assertThat(page.locator("[aria-live]")).hasText("It is sent again");
            row.getByText("ocr.job.completed").click();
            visitor.awaitState("completed");
        }
    }
}
