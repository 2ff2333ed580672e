package dev.recto.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** A person at the page. Whatever goes wrong meanwhile, in the console or towards other hosts, is held against it at the end. */
final class Visitor implements AutoCloseable {
    /** Reading takes what it takes, on a loaded machine above all. */
    private static final double PATIENCE = 180_000;

    private final BrowserContext context;
    private final String url;
    private final String key;
    private final Page page;
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

    /** @param elsewhere the one address of another host that the browser may go to */
    Visitor(BrowserContext context, String url, String key, String elsewhere) {
        this.context = context;
        this.url = url;
        this.key = key;
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE);
        page.onPageError(error -> complaints.add("error: " + error));
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type()) && !isAnswer(message.text())) {
                complaints.add("console: " + message.text());
            }
        });
        page.onDialog(this::refuse);
        context.onRequest(request -> {
            if (!request.url().startsWith(url)
                    && !request.url().matches("(data|blob):.*")
                    && !(request.isNavigationRequest() && request.url().startsWith(elsewhere))) {
                complaints.add("request: " + request.url());
            }
        });
    }

    /** The browser notes each error that the API answers, or a test in its place; tests look at what the page makes of it. */
    private static boolean isAnswer(String message) {
        return message.startsWith("Failed to load resource: the server responded with a status of")
                || message.equals("Failed to load resource: net::ERR_FAILED");
    }

    private void refuse(Dialog dialog) {
        complaints.add("dialog: " + dialog.message());
        dialog.dismiss();
    }

    Page page() {
        return page;
    }

    /** The page waits for whatever takes longer on a loaded machine than it would wait for. */
    Visitor withoutTimeouts() {
        page.addInitScript("AbortSignal.timeout = () => new AbortController().signal");
        return this;
    }

    /** Of readings that have ended, pages are what a model could have answered in place of what one did. */
    void answer(Consumer<ObjectNode> change) {
        answer("*", body -> body.at("/result/pages").forEach(each -> change.accept((ObjectNode) each)));
    }

    /** A reading is another one than the service has. */
    void answer(String job, Consumer<JsonNode> change) {
        page.route("**/v1/ocr/jobs/" + job, route -> {
            var answer = route.fetch();
            try {
                var json = new ObjectMapper();
                var body = json.readTree(answer.body());
                change.accept(body);
                route.fulfill(
                        new Route.FulfillOptions().setResponse(answer).setBodyBytes(json.writeValueAsBytes(body)));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
    }

    Visitor open(String hash) {
        page.navigate(url + "/" + hash);
        return this;
    }

    Visitor signIn() {
        return signIn(key);
    }

    Visitor signIn(String credential) {
        page.getByLabel("API key").fill(credential);
        button("Sign in").click();
        return this;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    Locator text(int pageNumber) {
        return page.getByRole(
                AriaRole.REGION,
                new Page.GetByRoleOptions()
                        .setName("Text of page " + pageNumber)
                        .setExact(true));
    }

    Visitor awaitModels() {
        await(page.locator("#model option").first(), WaitForSelectorState.ATTACHED);
        return this;
    }

    /** Starts reading a file, and returns when its page is there. */
    Visitor read(Path file) {
        send(file);
        page.waitForURL("**/#/jobs/*");
        return this;
    }

    void send(Path file) {
        awaitModels();
        page.locator("#file").setInputFiles(file);
        button("Read").click();
    }

    Visitor awaitState(String state) {
        await(page.locator(".state." + state).first(), WaitForSelectorState.VISIBLE);
        return this;
    }

    /** Until the picture of the first page in sight is drawn. */
    Visitor awaitPicture() {
        await(page.locator("canvas:not([hidden])").first(), WaitForSelectorState.VISIBLE);
        return this;
    }

    private static void await(Locator what, WaitForSelectorState state) {
        what.waitFor(new Locator.WaitForOptions().setState(state).setTimeout(PATIENCE));
    }

    Download download(String name) {
        return page.waitForDownload(() -> button(name).click());
    }

    /** Nothing was complained of. */
    void assertPeace() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        context.close();
        assertPeace();
    }
}
