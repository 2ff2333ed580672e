package dev.recto.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys are made, shown once, used and revoked. */
@ExtendWith(SharedService.class)
class KeysIT {
    private final Service service;

    KeysIT(Service service) {
        this.service = service;
    }

    @Test
    void aKeyOpensThePageUntilItIsRevoked() {
        String name = "scanner in room 3";
        try (Visitor administrator = service.visitor().open("#/keys").signIn();
                Visitor user = service.visitor()) {
            Page page = administrator.page();
            page.getByLabel("What it is for").fill(name);
            administrator.button("Make the key").click();
            String key = page.locator(".made").textContent();

            user.open("#/keys").signIn(key);
            assertThat(user.page().locator(".problem")).containsText("administrator");
            user.open("#/history");
            assertThat(user.heading("History")).isVisible();

            administrator.button("Revoke " + name).press("Enter");
            assertThat(administrator.button("Keep it")).isFocused();
            administrator.button("Keep it").press("Enter");
            assertThat(administrator.button("Revoke " + name)).isFocused();
            administrator.button("Revoke " + name).press("Enter");
            administrator.button("Revoke " + name + " for good").press("Enter");
            assertThat(page.locator("tbody")).not().containsText(name);
            assertThat(page.getByLabel("Keys", new Page.GetByLabelOptions().setExact(true)))
                    .isFocused();
            user.open("#/");
            assertThat(user.page().getByRole(AriaRole.ALERT)).containsText("invalid_api_key");
            user.page().reload();
            assertThat(user.page().getByLabel("API key")).isVisible();
        }
    }
}
