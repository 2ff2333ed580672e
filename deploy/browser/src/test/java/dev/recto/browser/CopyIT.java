package dev.recto.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is taken along through the clipboard. */
@ExtendWith(SharedService.class)
class CopyIT {
    /** So it is where the address is of another machine and begins with http. */
    private static final String NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined});";

    private final Service service;

    @TempDir
    private Path directory;

    CopyIT(Service service) {
        this.service = service;
    }

    @Test
    void whatStandsApartIsCopiedWhereItStood() throws Exception {
        try (Visitor visitor = service.visitor()) {
            Page page = visitor.page();
            visitor.answer(CopyIT::setApart);
            visitor.open("").signIn().read(Documents.numbered(directory, 1)).awaitState("completed");
            visitor.button("Copy markdown").click();
            assertThat(page.getByRole(AriaRole.STATUS).last()).containsText("copied");
            assertThat((String) page.evaluate("navigator.clipboard.readText()"))
                    .isEqualTo("Top\n\nBefore\n\n| a |\n| --- |\n\nBehind\n");
        }
    }

    private static void setApart(ObjectNode page) {
        page.put("header", "Top");
        page.put("markdown", "Before\n\n[tbl-0.md](tbl-0.md)\n\nBehind");
        page.putArray("tables")
                .addObject()
                .put("id", "tbl-0.md")
                .put("content", "| a |\n| --- |")
                .put("format", "markdown");
    }

    @Test
    void withoutASecureConnectionAKeyIsCopied() {
        try (Visitor visitor = service.visitor()) {
            Page page = visitor.page();
            page.addInitScript(NO_CLIPBOARD);
            String key = make(visitor, "copied");
            visitor.button("Copy the key").click();
            assertThat(page.getByRole(AriaRole.STATUS).last()).containsText("copied");
            assertThat(visitor.button("Copy the key")).isFocused();
            Locator name = page.getByLabel("What it is for");
            name.press("Control+V");
            assertThat(name).hasValue(key);
        }
    }

    @Test
    void whatIsNotCopiedIsSelected() {
        try (Visitor visitor = service.visitor()) {
            Page page = visitor.page();
            page.addInitScript(NO_CLIPBOARD + "document.execCommand = () => false;");
            String key = make(visitor, "selected");
            visitor.button("Copy the key").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("It is selected");
            assertThat((String) page.evaluate("getSelection().toString()")).isEqualTo(key);
        }
    }

    private static String make(Visitor visitor, String name) {
        visitor.open("#/keys").signIn();
        visitor.page().getByLabel("What it is for").fill(name);
        visitor.button("Make the key").click();
        return visitor.page().locator(".made").textContent();
    }
}
