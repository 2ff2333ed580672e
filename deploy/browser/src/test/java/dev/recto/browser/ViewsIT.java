package dev.recto.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every view in light and dark: axe has nothing to say, and pictures are taken for people to look at. */
@ExtendWith(SharedService.class)
class ViewsIT {
    private static final Path PICTURES = Path.of(System.getProperty("recto.screenshots", "target/screenshots"));

    private final Service service;

    ViewsIT(Service service) {
        this.service = service;
    }

    @Test
    void everyViewIsAccessible() throws Exception {
        everyViewIsAccessible(ColorScheme.LIGHT);
    }

    @Tag("thorough")
    @Test
    void everyViewIsAccessibleInTheDark() throws Exception {
        everyViewIsAccessible(ColorScheme.DARK);
    }

    private void everyViewIsAccessible(ColorScheme scheme) throws Exception {
        Path report = Path.of(System.getProperty("recto.home"), "docs/samples/report.pdf");
        try (Visitor visitor = service.visitor(scheme)) {
            Page page = visitor.page();
            page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            visitor.open("");
            visitor.heading("Sign in").waitFor();
            look(page, "sign-in", scheme);
            visitor.signIn();
            visitor.heading("Read a document").waitFor();
            visitor.awaitModels();
            look(page, "read", scheme);
            page.getByText("More options").click();
            page.getByText("The same as code").click();
            look(page, "options-and-code", scheme);
            visitor.read(report).awaitState("completed").awaitPicture();
            assertThat(visitor.button("JSON")).isEnabled();
            page.locator(".box").nth(1).hover();
            look(page, "reading", scheme);
            visitor.button("Raw").click();
            look(page, "raw", scheme);
            page.setViewportSize(390, 800);
            look(page, "narrow", scheme);
            page.setViewportSize(1280, 860);
            visitor.button("Compare").click();
            page.locator(".compared").nth(5).waitFor();
            look(page, "compare", scheme);
            visitor.open("#/history");
            page.locator("tbody tr").first().waitFor();
            look(page, "history", scheme);
            visitor.open("#/keys");
            page.locator("tbody tr").first().waitFor();
            look(page, "keys", scheme);
            visitor.open("#/webhooks");
            visitor.button("Look again").waitFor();
            look(page, "webhooks", scheme);
        }
    }

    /** Nothing but a table or a program is moved sideways there. */
    @Test
    void everyViewFitsOnAPhone() throws Exception {
        Path report = Path.of(System.getProperty("recto.home"), "docs/samples/report.pdf");
        try (Visitor visitor = service.visitor()) {
            Page page = visitor.page();
            page.setViewportSize(360, 740);
            visitor.open("").signIn();
            visitor.awaitModels();
            page.getByText("More options").click();
            page.getByText("The same as code").click();
            assertFits(page);
            visitor.read(report).awaitState("completed").awaitPicture();
            assertFits(page);
            assertThat(page.locator(".bar").boundingBox().height).isLessThan(60);
            assertThat(visitor.button("JSON")).isHidden();
            visitor.button("Tools").click();
            assertThat(visitor.button("JSON")).isEnabled();
            assertFits(page);
            look(page, "phone-tools", ColorScheme.LIGHT);
            assertThat(visitor.download("Text").suggestedFilename()).isEqualTo("report.txt");
            page.keyboard().press("Escape");
            assertThat(visitor.button("JSON")).isHidden();
            assertThat(visitor.button("Tools")).isFocused();
            for (String view : List.of("history", "keys")) {
                visitor.open("#/" + view);
                page.locator("tbody tr").first().waitFor();
                assertFits(page);
            }
        }
    }

    private static void assertFits(Page page) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as(page.url())
                .isEqualTo(360);
    }

    private static void look(Page page, String view, ColorScheme scheme) throws Exception {
        String name = view + "-" + scheme.name().toLowerCase(Locale.ROOT);
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        assertThat(Accessibility.violations(page)).as(name).isEmpty();
    }
}
