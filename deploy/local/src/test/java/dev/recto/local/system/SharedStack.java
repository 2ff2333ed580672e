package dev.recto.local.system;

import dev.recto.local.stack.DataDirectory;
import dev.recto.local.stack.Installation;
import dev.recto.local.stack.LocalStack;
import dev.recto.local.stack.StackException;
import dev.recto.local.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one {@link LocalStack} of two APIs and two workers, started by the first and stopped after the last. */
final class SharedStack implements ParameterResolver {
    /** The one private address that documents are fetched from. */
    static final String ALLOWED = "127.0.0.9";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalStack.class;
    }

    @Override
    public LocalStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedStack.class))
                .computeIfAbsent(SharedStack.class, key -> new Started(), Started.class)
                .stack
                .join();
    }

    /** Started once, even if that fails. The data stay for a look at the logs. */
    private static final class Started {
        private final CompletableFuture<LocalStack> stack = new CompletableFuture<>();

        Started() {
            try {
                Path data = Path.of("target", "system-test");
                if (Files.exists(data)) {
                    DataDirectory.delete(data);
                }
                var options = StackOptions.ephemeral(data)
                        .durable()
                        .scaled(2, 2)
                        .with("recto.fetch.allowed-networks", ALLOWED + "/32");
                LocalStack starting = LocalStack.prepare(options, Installation.current(), System.out::println);
                starting.closeAtExit();
                starting.start();
                stack.complete(starting);
            } catch (IOException | InterruptedException | StackException failure) {
                stack.completeExceptionally(failure);
            }
        }
    }
}
