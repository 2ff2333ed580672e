package dev.recto.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From the door to the download. */
@ExtendWith(SharedService.class)
class ReadingIT {
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);

    private final Service service;

    @TempDir
    private Path directory;

    ReadingIT(Service service) {
        this.service = service;
    }

    @Test
    void whatIsDroppedIsReadShownAndTakenAway() throws Exception {
        try (Visitor visitor = service.visitor().open("").signIn()) {
            Page page = visitor.page();
            visitor.awaitModels();
            drop(page, Documents.numbered(directory, 3));
            visitor.button("Remove").press("Enter");
            assertThat(page.locator("#file")).isFocused();
            drop(page, Documents.numbered(directory, 3));
            assertThat(page.locator(".chosen")).containsText("3 pages.pdf");
            page.getByLabel("Pages", new Page.GetByLabelOptions().setExact(true))
                    .fill("1, 3");
            visitor.button("Read").click();
            visitor.awaitState("completed").awaitPicture();

            assertThat(visitor.heading("3 pages.pdf")).isVisible();
            assertThat(page.locator(".progress")).containsText("2 of 2 pages");
            assertThat(visitor.text(1)).containsText("This is page number 1");
            assertThat(visitor.heading("Page 2")).hasCount(0);
            page.locator("recto-page").nth(1).scrollIntoViewIfNeeded();
            assertThat(visitor.text(3)).containsText("This is page number 3", PATIENTLY);

            assertThat(contents(visitor, "Markdown")).contains("This is page number 1", "This is page number 3");
            JsonNode answer = new ObjectMapper().readTree(contents(visitor, "JSON"));
            assertThat(answer.at("/pages/1/index").asInt()).isEqualTo(2);
            assertThat(contents(visitor, "HTML")).contains("This is page number 1", "<html");
            assertThat(Files.readAllBytes(visitor.download("PDF").path())).startsWith("%PDF".getBytes(UTF_8));
            visitor.button("Copy markdown").click();
            assertThat(page.getByRole(AriaRole.STATUS).last()).containsText("copied");
            assertThat((String) page.evaluate("navigator.clipboard.readText()")).contains("This is page number 3");
        }
    }

    @Test
    void blocksAndTextsMarkEachOther() throws Exception {
        Path file = Documents.picture(
                directory.resolve("two.png"),
                List.of("The first paragraph stands here", "", "", "And a second one below"));
        try (Visitor visitor = service.visitor().open("").signIn().read(file)) {
            visitor.awaitState("completed").awaitPicture();
            Page page = visitor.page();
            assertThat(page.locator(".box")).hasCount(2);

            page.locator(".box").nth(1).hover();
            assertThat(page.locator(".piece.marked")).hasText("And a second one below");
            page.locator(".piece").first().hover();
            assertThat(page.locator(".box.marked")).hasCount(1);
            assertThat(page.locator(".box").first()).hasClass("box marked");

            page.mouse().move(0, 0);
            assertThat(page.locator(".marked")).hasCount(0);
            page.locator(".box").first().focus();
            assertThat(page.locator(".piece.marked")).hasText("The first paragraph stands here");
            page.keyboard().press("ArrowDown");
            assertThat(page.locator(".box").nth(1)).isFocused();
            assertThat(page.locator(".piece.marked")).hasText("And a second one below");
            page.keyboard().press("Tab");
            assertThat(page.locator(".piece").first()).isFocused();
            assertThat(page.locator(".box").first()).hasClass("box marked");
            page.keyboard().press("End");
            assertThat(page.locator(".piece").nth(1)).isFocused();
            assertThat(page.locator(".box").nth(1)).hasClass("box marked");
            page.keyboard().press("Shift+Tab");
            assertThat(page.locator(".box").nth(1)).isFocused();

            for (String look : List.of("Raw", "Rendered")) {
                visitor.button(look).click();
                assertThat(page.locator(".piece").first()).hasText("The first paragraph stands here");
            }
        }
    }

    @Test
    void aReadingIsFoundAgainAfterAReload() throws Exception {
        try (Visitor visitor = service.visitor().open("").signIn().read(Documents.numbered(directory, 4))) {
            Page page = visitor.page();
            page.reload();
            visitor.awaitState("completed").awaitPicture();
            assertThat(page.locator(".progress")).containsText("4 of 4 pages");
            assertThat(visitor.text(1)).containsText("This is page number 1");

            visitor.open("#/history");
            page.getByText("4 pages.pdf").first().click();
            assertThat(visitor.text(1)).containsText("This is page number 1", PATIENTLY);
        }
    }

    /** Each is held back until the other is there. */
    @Test
    void textAndPictureDoNotWaitForEachOther() throws Exception {
        try (Visitor visitor = service.visitor().withoutTimeouts().open("").signIn()) {
            visitor.read(Documents.numbered(directory, 5))
                    .awaitState("completed")
                    .awaitPicture();
            Page page = visitor.page();
            List<Route> pictures = new ArrayList<>();
            page.route("**/picture", pictures::add);
            page.reload();
            assertThat(visitor.text(1)).containsText("This is page number 1", PATIENTLY);
            assertThat(page.locator("canvas:not([hidden])")).hasCount(0);
            assertThat(pictures).isNotEmpty();
            page.unroute("**/picture");
            pictures.forEach(Route::resume);
            visitor.awaitPicture();

            List<Route> views = new ArrayList<>();
            page.route("**/bundle/frame-*.js", views::add);
            page.waitForRequest("**/picture", page::reload);
            assertThat(views).isNotEmpty();
            page.unroute("**/bundle/frame-*.js");
            views.forEach(Route::resume);
            visitor.awaitPicture();
        }
    }

    @Test
    void aServiceThatWasAwayIsAskedAgain() throws Exception {
        try (Visitor visitor = service.visitor().open("").signIn().read(Documents.numbered(directory, 2))) {
            visitor.awaitState("completed");
            Page page = visitor.page();
            page.route("**/v1/**", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
            page.reload();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("503");

            page.unroute("**/v1/**");
            assertThat(visitor.text(1)).containsText("This is page number 1", PATIENTLY);
            assertThat(page.getByRole(AriaRole.ALERT)).isHidden();
            assertThat(visitor.heading("2 pages.pdf"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
            visitor.awaitPicture();
        }
    }

    /** Its key is used elsewhere, too. */
    @Test
    void whoHasAskedTooOftenAsksAgainLater() throws Exception {
        try (Visitor visitor = service.visitor().open("").signIn()) {
            Page page = visitor.page();
            page.route("**/events?*", route -> route.fulfill(new Route.FulfillOptions().setStatus(429)));
            page.waitForRequest("**/events?*", () -> visitor.read(file(60)));
            page.waitForRequest("**/events?*", () -> page.unroute("**/events?*"));
            visitor.button("Cancel").click();
            visitor.awaitState("cancelled");
        }
    }

    /** A connection that is no more, and that nobody closed. */
    @Test
    void eventsThatFellSilentAreAskedForAgain() throws Exception {
        try (Visitor visitor = service.visitor()) {
            Page page = visitor.page();
            page.clock().install();
            visitor.open("").signIn();
            List<Route> silent = new ArrayList<>();
            page.route("**/events?*", silent::add);
            page.waitForRequest("**/events?*", () -> visitor.read(file(60)));
            page.waitForRequest("**/events?*", () -> page.clock().fastForward(60_000));
            visitor.button("Cancel").click();
            visitor.awaitState("cancelled");
        }
    }

    /** What was asked for before there was a view ends with its address. */
    @Test
    void whoHasGoneElsewhereLeavesNothingBehind() throws Exception {
        try (Visitor visitor = service.visitor().withoutTimeouts().open("").signIn()) {
            visitor.read(file(3)).awaitState("completed").awaitPicture();
            Page page = visitor.page();
            List<Route> views = new ArrayList<>();
            List<String> givenUp = new ArrayList<>();
            page.onRequestFailed(request -> givenUp.add(request.url()));
            page.route("**/bundle/frame-*.js", views::add);
            page.route("**/picture", route -> {});
            page.waitForRequest("**/picture", page::reload);
            page.evaluate("location.hash = '#/history'");
            page.waitForCondition(() -> givenUp.stream().anyMatch(url -> url.endsWith("/picture")));
            page.unroute("**/bundle/frame-*.js");
            views.forEach(Route::resume);
            assertThat(visitor.heading("History")).isVisible();
        }
    }

    @Test
    void aDownloadIsCalledAsItsDocumentInWhateverLanguage() throws Exception {
        String name = "हिन्दी Gro\u0308\u00dfe";
        Path file = Files.copy(Documents.numbered(directory, 1), directory.resolve(name + ".pdf"));
        try (Visitor visitor = service.visitor().open("").signIn().read(file)) {
            visitor.awaitState("completed");
            assertThat(visitor.download("Markdown").suggestedFilename()).isEqualTo(name + ".md");
        }
    }

    /** A spreadsheet lays a picture of its cells beside their text. */
    @Test
    void aTextForAFieldIsNoDocument() {
        try (Visitor visitor = service.visitor().open("").signIn().awaitModels()) {
            Page page = visitor.page();
            page.getByText("More options").click();
            assertThat(pastes(page, "#prompt")).isFalse();
            assertThat(page.locator(".chosen")).hasCount(0);
            assertThat(pastes(page, ".drop")).isTrue();
            assertThat(page.locator(".chosen")).containsText("cells.png");
            assertThat(pastes(page, "#file")).isTrue();
        }
    }

    @Test
    void whatWasSentIsNotSentAgain() throws Exception {
        try (Visitor visitor = service.visitor().open("").signIn().awaitModels()) {
            Page page = visitor.page();
            List<Request> sent = new ArrayList<>();
            page.onRequest(request -> {
                if (request.url().endsWith("/v1/files") && request.method().equals("POST")) {
                    sent.add(request);
                }
            });
            page.route("**/v1/files/*/ocr", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
            visitor.send(file(1));
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("503");
            page.unroute("**/v1/files/*/ocr");
            visitor.button("Read").click();
            visitor.awaitState("completed");
            assertThat(sent).hasSize(1);
        }
    }

    @Test
    void whoHasGoneElsewhereStaysThere() throws Exception {
        try (Visitor visitor = service.visitor().open("").signIn().awaitModels()) {
            Page page = visitor.page();
            List<Route> starting = new ArrayList<>();
            page.route("**/v1/files/*/ocr", starting::add);
            page.waitForRequest("**/v1/files/*/ocr", () -> visitor.send(file(1)));
            visitor.open("#/history");
            assertThat(visitor.heading("History")).isVisible();
            starting.forEach(Route::resume);
            page.waitForCondition(() -> (Boolean) page.evaluate("localStorage.getItem('recto.readings') !== null"));
            assertThat(page.url()).endsWith("#/history");
        }
    }

    @Test
    void aPageHasItsPictureBoxesAndFlagsBeforeTheLastOneIsRead() throws Exception {
        try (Visitor visitor = service.visitor().open("").signIn()) {
            Page page = visitor.page();
            page.getByText("More options").click();
            page.getByLabel("Text layer of a PDF").selectOption("checked");
            visitor.read(Documents.numbered(directory, 60)).awaitPicture();
            assertThat(page.locator(".flag").first()).hasText("text layer");
            assertThat(page.locator(".box").first()).isAttached();
            page.locator(".box").first().hover();
            assertThat(page.locator(".piece.marked").first()).containsText("This is page number");
            assertThat(page.locator(".state").first()).hasText("Reading");
            assertThat(page.locator(".progress")).containsText("s a page");
            assertThat(page.locator(".progress")).containsText("$0.0030 a page");

            Request events = page.waitForRequest("**/events?*", page::reload);
            assertThat(events.headerValue("Last-Event-ID")).isNotNull();
            assertThat(visitor.text(1)).containsText("This is page number 1", PATIENTLY);
            visitor.button("Cancel").click();
            visitor.awaitState("cancelled");
        }
    }

    @Test
    void aReadingIsCancelled() throws Exception {
        try (Visitor visitor = service.visitor().open("").signIn().read(Documents.numbered(directory, 60))) {
            visitor.awaitState("running");
            Page page = visitor.page();
            page.waitForResponse(
                    answer -> answer.url()
                                    .endsWith(page.url().substring(page.url().lastIndexOf('/')))
                            && answer.request().method().equals("GET"),
                    visitor.button("Cancel")::click);
            visitor.awaitState("cancelled");
            assertThat(visitor.button("Cancel")).hasCount(0);
            assertThat(page.locator(".progress")).not().containsText("60 of 60");
            assertThat(page.locator("recto-page").count()).isLessThan(60);
        }
    }

    @Test
    void whatTheServiceRefusesIsSaidInItsWords() throws Exception {
        try (Visitor visitor = service.visitor().open("")) {
            Page page = visitor.page();
            visitor.signIn("not a key");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("invalid_api_key");
            visitor.signIn();
            page.getByLabel("Or its address").fill("http://127.0.0.1/x.pdf");
            visitor.button("Read").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("url_not_allowed");
            page.getByLabel("Or its address").fill("");
            page.locator("#file").setInputFiles(Files.writeString(directory.resolve("note.txt"), "no document"));
            visitor.button("Read").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("unsupported_format");
        }
    }

    @Test
    void theKeyIsGoneWithTheTab() {
        try (Visitor visitor = service.visitor().open("").signIn()) {
            Page page = visitor.page();
            assertThat(visitor.heading("Read a document")).isVisible();
            assertThat(page.locator("main")).isFocused();
            assertThat((String) page.evaluate("JSON.stringify([{...localStorage}, document.cookie])"))
                    .doesNotContain(service.stack().key());
            Page other = page.context().newPage();
            other.navigate(page.url());
            assertThat(other.getByLabel("API key")).isVisible();
            visitor.button("Sign out").click();
            assertThat(page.getByLabel("API key")).isVisible();
            assertThat(page.locator("main")).isFocused();
            assertThat((String) page.evaluate("JSON.stringify({...sessionStorage})"))
                    .isEqualTo("{}");
        }
    }

    @Test
    void theLastModelIsChosenAgain() throws Exception {
        try (Visitor visitor = service.visitor().open("").signIn().awaitModels()) {
            Page page = visitor.page();
            assertThat(page.locator("#model")).hasValue("tesseract");
            page.locator("#model").selectOption(SharedService.OTHER_MODEL);
            visitor.read(Documents.numbered(directory, 1));
            visitor.open("#/").awaitModels();
            assertThat(page.locator("#model")).hasValue(SharedService.OTHER_MODEL);
        }
    }

    private Path file(int pages) {
        try {
            return Documents.numbered(directory, pages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String contents(Visitor visitor, String name) throws Exception {
        return Files.readString(visitor.download(name).path());
    }

    /** Whether the page takes the picture. */
    private static boolean pastes(Page page, String where) {
        return (Boolean) page.locator(where).evaluate("""
                place => {
                  const clipboardData = new DataTransfer();
                  clipboardData.setData('text/plain', 'cells');
                  clipboardData.items.add(new File(['cells'], 'cells.png', { type: 'image/png' }));
                  return !place.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
                }
                """);
    }

    private static void drop(Page page, Path file) throws Exception {
        JSHandle dropped = page.evaluateHandle(
                """
                ({bytes, name}) => {
                  const data = new DataTransfer();
                  data.items.add(new File([Uint8Array.from(atob(bytes), each => each.charCodeAt(0))], name));
                  return data;
                }
                """,
                Map.of(
                        "bytes", Base64.getEncoder().encodeToString(Files.readAllBytes(file)),
                        "name", file.getFileName().toString()));
        page.locator(".drop").dispatchEvent("drop", Map.of("dataTransfer", dropped));
    }
}
