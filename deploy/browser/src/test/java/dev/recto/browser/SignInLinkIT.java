package dev.recto.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code ./recto up} prints opens the page signed in, once. */
@ExtendWith(SharedService.class)
class SignInLinkIT {
    private final Service service;

    SignInLinkIT(Service service) {
        this.service = service;
    }

    @Test
    void theLinkOpensThePageOnce() {
        URI link = service.stack().signInLink();
        String hash = "#" + link.getFragment();
        try (Visitor first = service.visitor().open(hash)) {
            assertThat(first.heading("Read a document")).isVisible();
            assertThat(first.page().url()).doesNotContain("sign-in");

            first.open("#/history").open(hash);
            assertThat(first.heading("Read a document")).isVisible();
            first.button("Sign out").click();
            assertThat(first.page().getByLabel("API key")).isVisible();
            assertThat(first.page().locator(".problem")).hasCount(0);
        }
        try (Visitor second = service.visitor().open(hash)) {
            assertThat(second.page().getByLabel("API key")).isVisible();
            assertThat(second.page().locator(".problem")).containsText("This link was used before");
        }
    }
}
