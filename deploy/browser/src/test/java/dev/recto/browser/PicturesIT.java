package dev.recto.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages are seen beside their text, whatever their format is and wherever they came from. */
@ExtendWith(SharedService.class)
class PicturesIT {
    private static final Path HOME = Path.of(System.getProperty("recto.home"));
    private static final Path FORMATS = HOME.resolve("deploy/system/src/test/resources/formats");

    private final Service service;

    @TempDir
    private Path directory;

    PicturesIT(Service service) {
        this.service = service;
    }

    @ParameterizedTest
    @ValueSource(strings = {"boxed.jp2", "group4.tiff", "inks.tiff"})
    void whatTheBrowserDoesNotDrawIsDrawnForIt(String name) {
        try (Visitor visitor = service.visitor()) {
            List<String> asked = new ArrayList<>();
            visitor.page().onRequest(request -> asked.add(request.url()));
            visitor.open("").signIn().read(FORMATS.resolve(name)).awaitState("completed");
            assertThat(visitor.text(1)).containsText("The harbour library opens at nine");
            assertSeen(visitor, 0);
            assertThat(asked).noneMatch(url -> url.contains("/pdf") || url.endsWith("/content"));
        }
    }

    @Test
    void aPictureIsWaitedForWhileTheServiceIsAway() {
        try (Visitor visitor = service.visitor().open("").signIn()) {
            Page page = visitor.page();
            page.route("**/picture", Route::abort);
            page.waitForRequest("**/picture", () -> visitor.read(FORMATS.resolve("boxed.jp2")));
            page.unroute("**/picture");
            visitor.awaitState("completed");
            assertSeen(visitor, 0);
        }
    }

    @Test
    void theRestOfALargeDocumentIsWaitedForWhileTheServiceIsAway() throws Exception {
        try (Visitor visitor = service.visitor().open("").signIn()) {
            Page page = visitor.page();
            visitor.awaitModels();
            page.getByText("More options").click();
            page.getByLabel("Text layer of a PDF").selectOption("true");
            visitor.read(Documents.heavy(directory, 8)).awaitState("completed").awaitPicture();
            page.route("**/content", Route::abort);
            page.waitForRequest(
                    "**/content", () -> page.locator("recto-page").nth(4).scrollIntoViewIfNeeded());
            // As an ingress says it
            page.route("**/content", route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
            page.waitForResponse("**/content", () -> {});
            page.unroute("**/content");
            assertSeen(visitor, 4);
        }
    }

    @Test
    void besideAFlatPictureItsTextHasRoom() throws Exception {
        Path flat = Documents.picture(directory.resolve("flat.png"), List.of("One line alone"));
        try (Visitor visitor = service.visitor().open("").signIn().read(flat)) {
            visitor.awaitState("completed").awaitPicture();
            assertThat(visitor.text(1).boundingBox().height).isGreaterThan(150);
            assertThat(visitor.page().locator("canvas").boundingBox().height).isLessThan(150);
        }
    }

    /** What the browser draws PDFs with is much to begin with, so it is only begun for what no worker drew at once. */
    @Test
    void aReadingThatIsOpenedShowsItsFirstPageAsAWorkerDrawsIt() throws Exception {
        try (Visitor visitor = service.visitor().withoutTimeouts().open("").signIn()) {
            Page page = visitor.page();
            visitor.read(Documents.numbered(directory, 2)).awaitState("completed");
            List<String> asked = new ArrayList<>();
            page.onRequest(request -> asked.add(request.url().replaceFirst(".*/", "")));
            // Held back, not refused: else a worker would be asked for every page
            List<Route> held = new ArrayList<>();
            page.route("**/pdf.worker.min.mjs", held::add);
            page.reload();
            assertSeen(visitor, 0);
            page.unroute("**/pdf.worker.min.mjs");
            held.forEach(Route::resume);

            page.route("**/picture", Route::abort);
            asked.clear();
            page.reload();
            assertSeen(visitor, 0);
            assertThat(asked).contains("picture", "pdf.worker.min.mjs");
            page.locator("recto-page").nth(1).scrollIntoViewIfNeeded();
            assertSeen(visitor, 1);
        }
    }

    @Test
    void everyPageOfATiffIsSeen() {
        try (Visitor visitor = service.visitor()
                .open("")
                .signIn()
                .read(FORMATS.resolve("pages.tiff"))
                .awaitState("completed")) {
            for (int page = 0; page < 3; page++) {
                visitor.page().locator("recto-page").nth(page).scrollIntoViewIfNeeded();
                assertSeen(visitor, page);
            }
        }
    }

    @Test
    void aDocumentThatWasGivenByItsAddressIsSeen() throws Exception {
        HttpServer documents = SimpleFileServer.createFileServer(
                new InetSocketAddress(SharedService.ALLOWED, 0), HOME.resolve("docs/samples"), OutputLevel.NONE);
        documents.start();
        try (Visitor visitor = service.visitor().open("").signIn()) {
            Page page = visitor.page();
            visitor.awaitModels();
            page.getByLabel("Or its address")
                    .fill("http://" + SharedService.ALLOWED + ":"
                            + documents.getAddress().getPort() + "/report.pdf");
            page.getByLabel("Pages", new Page.GetByLabelOptions().setExact(true))
                    .fill("1");
            visitor.button("Read").click();
            visitor.awaitState("completed");
            assertSeen(visitor, 0);
            assertThat(page.locator(".box").first()).isAttached();

            visitor.button("Compare").click();
            page.waitForURL("**/#/compare/*/*");
        } finally {
            documents.stop(0);
        }
    }

    /** What was typed is in the tab's memory alone. */
    @Test
    void aDocumentWithAPasswordIsSeenByWhoeverTypedIt() throws Exception {
        try (Visitor visitor = service.visitor().open("").signIn()) {
            Page page = visitor.page();
            visitor.read(Documents.locked(directory, "open-sesame-4713")).awaitState("failed");
            page.getByText("Read this document again").click();
            assertThat(page.locator(".chosen")).isVisible();
            page.getByText("More options").click();
            page.getByLabel("Password").fill("open-sesame-4713");
            visitor.button("Read").click();
            page.waitForURL("**/#/jobs/*");
            visitor.awaitState("completed");
            assertSeen(visitor, 0);
            assertThat((String) page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])"))
                    .doesNotContain("open-sesame");

            page.reload();
            visitor.awaitState("completed");
            assertThat(page.locator(".sheet").first()).containsText("the password of this document was forgotten");
            assertThat(visitor.text(1)).containsText("Behind the lock");
        }
    }

    /** Ink on paper, rather than a canvas that is there. */
    private static void assertSeen(Visitor visitor, int page) {
        var canvas = visitor.page().locator("recto-page").nth(page).locator("canvas");
        assertThat(canvas).isVisible();
        assertThat((Integer) canvas.evaluate("""
                        canvas => {
                          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                          return data.filter((value, at) => at % 4 === 1 && value < 128).length;
                        }
                        """)).isPositive();
    }
}
