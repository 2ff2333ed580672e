package dev.recto.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Chromium of this machine; none is fetched. */
final class Chromium implements AutoCloseable {
    /** System property that names it where it is not on the path. */
    private static final String PROPERTY = "recto.chromium";

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /** In milliseconds; the machine may have other things to do. */
    private static final double PATIENCE = 60_000;

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        Path executable = executable();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(executable));
    }

    Browser browser() {
        return browser;
    }

    private static Path executable() {
        String named = System.getProperty(PROPERTY);
        return (named == null ? onThePath() : Stream.of(Path.of(named)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "These tests need Chromium: install it (Debian: apt-get install chromium) or name it with -D"
                                + PROPERTY + "=FILE"));
    }

    private static Stream<Path> onThePath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(Path.of(directory)::resolve));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
