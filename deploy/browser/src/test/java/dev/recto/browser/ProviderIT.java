package dev.recto.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People of the organisation sign in where they always do. */
@ExtendWith(SharedService.class)
class ProviderIT {
    private final Service service;

    ProviderIT(Service service) {
        this.service = service;
    }

    @Test
    void whoComesBackFromTheProviderIsSignedInWhereTheyWantedToGo() {
        try (Visitor visitor = service.visitor().open("#/history")) {
            Page page = visitor.page();
            visitor.button("Sign in with your organisation").click();

            assertThat(visitor.heading("History")).isVisible();
            assertThat(page.url()).isEqualTo(service.stack().url(0) + "/#/history");
            visitor.open("#/keys");
            assertThat(page.locator(".problem")).containsText("administrator");
            visitor.button("Sign out").click();
            assertThat(page.getByLabel("API key")).isVisible();
        }
    }

    @Test
    void whatTheTabHasNotAskedForOpensNothing() {
        try (Visitor visitor = service.visitor().open("?code=somebodys&state=anything")) {
            Page page = visitor.page();
            assertThat(page.locator(".problem")).containsText("This tab has asked nobody");
            assertThat(page.url()).isEqualTo(service.stack().url(0) + "/");
            assertThat(page.getByLabel("API key")).isVisible();
        }
    }
}
