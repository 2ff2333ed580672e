package dev.recto.system;

import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.LocalStack;
import dev.recto.local.stack.StackException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link LocalStack}, started by the first and stopped after the last, and clients of its first API, closed with their test's class.
 */
abstract class OneStack implements ParameterResolver {
    abstract LocalStack start(ExtensionContext context) throws IOException, InterruptedException, StackException;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == LocalStack.class || type == RectoClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        LocalStack stack = store(context.getRoot())
                .computeIfAbsent(Started.class, key -> new Started(context), Started.class)
                .stack
                .join();
        return parameter.getParameter().getType() == LocalStack.class
                ? stack
                : store(context)
                        .computeIfAbsent(
                                RectoClient.class,
                                key -> new RectoClient(stack.url(0), stack.key()),
                                RectoClient.class);
    }

    final Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(getClass()));
    }

    /** Started once, even if that fails. The data stay for a look at the logs. */
    private final class Started {
        private final CompletableFuture<LocalStack> stack = new CompletableFuture<>();

        Started(ExtensionContext context) {
            try {
                stack.complete(start(context));
            } catch (IOException | InterruptedException | StackException failure) {
                stack.completeExceptionally(failure);
            }
        }
    }
}
