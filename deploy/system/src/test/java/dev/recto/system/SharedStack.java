package dev.recto.system;

import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.LocalStack;
import dev.recto.local.stack.StackException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one {@link LocalStack} of two APIs and two workers, started by the first and stopped after the last, and clients of its first API, closed
 * with their test's class.
 */
final class SharedStack implements ParameterResolver {
    /** The one private address that documents are fetched from, and receivers of webhooks told at. */
    static final String ALLOWED = "127.0.0.9";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == LocalStack.class || type == RectoClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        LocalStack stack = stack(context);
        return parameter.getParameter().getType() == LocalStack.class
                ? stack
                : context.getStore(Namespace.create(SharedStack.class))
                        .computeIfAbsent(
                                RectoClient.class,
                                key -> new RectoClient(stack.url(0), stack.key()),
                                RectoClient.class);
    }

    private static LocalStack stack(ExtensionContext context) {
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
                stack.complete(TestStacks.start(
                        "system-test",
                        options -> options.scaled(2, 2)
                                .with("recto.fetch.allowed-networks", ALLOWED + "/32")
                                .with("recto.webhooks.allowed-networks", ALLOWED + "/32")));
            } catch (IOException | InterruptedException | StackException failure) {
                stack.completeExceptionally(failure);
            }
        }
    }
}
