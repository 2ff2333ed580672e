package dev.recto.browser;

import dev.recto.local.stack.DataDirectory;
import dev.recto.local.stack.Installation;
import dev.recto.local.stack.LocalStack;
import dev.recto.local.stack.StackException;
import dev.recto.local.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one {@link Service}, started by the first and stopped after the last. */
final class SharedService implements ParameterResolver {
    /** The one that there is from the start. */
    private static final UUID DEFAULT_ORGANISATION = UUID.fromString("00000000-0000-7000-8000-000000000001");

    /** A model of random weights: whatever it reads, it says something else. */
    static final String OTHER_MODEL = "tiny/LightOnOCR-2";

    private static final String SNAPSHOT = "ocr-worker/src/test/resources/models/lightonocr-2-tiny";

    /** The one private address that documents are fetched from. */
    static final String ALLOWED = "127.0.0.9";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Service.class;
    }

    @Override
    public Service resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedService.class))
                .computeIfAbsent(SharedService.class, key -> start(), Service.class);
    }

    /** The browser first: where it is missing, nothing else is worth starting. The data stay for a look at the logs. */
    private static Service start() {
        Chromium chromium = new Chromium();
        Path data = Path.of("target", "browser-test");
        try {
            if (Files.exists(data)) {
                DataDirectory.delete(data);
            }
            IdentityProvider provider = new IdentityProvider();
            LocalStack stack = LocalStack.prepare(
                    provider.trustedBy(StackOptions.ephemeral(data).durable(), DEFAULT_ORGANISATION)
                            .with("recto.cache.enabled", "false")
                            .with("recto.prices.per-page.tesseract", "0.003")
                            .serving(OTHER_MODEL, Installation.current().home().resolve(SNAPSHOT))
                            .with("recto.worker.vlm.max-new-tokens", "48")
                            .with("recto.worker.vlm.longest-side", "560")
                            .with("recto.worker.vlm.threads", "1")
                            .with("recto.fetch.allowed-networks", ALLOWED + "/32"),
                    Installation.current(),
                    System.out::println);
            stack.closeAtExit();
            stack.start();
            return new Service(stack, chromium, provider);
        } catch (IOException | InterruptedException failure) {
            chromium.close();
            throw new StackException("The service did not start: " + failure);
        }
    }
}
