package dev.recto.system;

import dev.recto.local.stack.LocalStack;
import dev.recto.local.stack.StackException;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Two APIs and two workers. */
final class SharedStack extends OneStack {
    /** The one private address that documents are fetched from, and receivers of webhooks told at. */
    static final String ALLOWED = "127.0.0.9";

    @Override
    LocalStack start(ExtensionContext context) throws IOException, InterruptedException, StackException {
        return TestStacks.start(
                "system-test",
                options -> options.scaled(2, 2)
                        .with("recto.fetch.allowed-networks", ALLOWED + "/32")
                        .with("recto.webhooks.allowed-networks", ALLOWED + "/32"));
    }
}
