package dev.recto.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.util.List;

/** A running service, the browser that visits it, and the identity provider that it trusts. */
record Service(LocalStack stack, Chromium chromium, IdentityProvider provider) implements AutoCloseable {
    /** A new person: nobody's storage, nobody's key. */
    Visitor visitor() {
        return visitor(ColorScheme.LIGHT);
    }

    Visitor visitor(ColorScheme scheme) {
        return new Visitor(
                chromium.browser()
                        .newContext(new Browser.NewContextOptions()
                                .setColorScheme(scheme)
                                .setViewportSize(1280, 860)
                                .setPermissions(List.of("clipboard-read", "clipboard-write"))),
                stack.url(0).toString(),
                stack.key(),
                provider.url("/authorize"));
    }

    @Override
    public void close() throws IOException {
        chromium.close();
        stack.close();
        provider.close();
    }
}
