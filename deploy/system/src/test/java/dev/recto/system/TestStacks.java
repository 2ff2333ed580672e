package dev.recto.system;

import dev.recto.local.stack.DataDirectory;
import dev.recto.local.stack.Installation;
import dev.recto.local.stack.LocalStack;
import dev.recto.local.stack.StackException;
import dev.recto.local.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Starts stacks whose data stay for a look at the logs until the next one of the same name is started. */
public final class TestStacks {
    private static final Map<String, LocalStack> STARTED = new ConcurrentHashMap<>();

    private TestStacks() {}

    /**
     * Returns when the stack is ready. It is closed with the JVM, when another of its name is started, or at once where it does not start.
     *
     * @param name of its data directory in {@code target}
     * @param options what is to be other than one API and one worker that reads whatever it is asked to, without models and settings
     */
    public static LocalStack start(String name, UnaryOperator<StackOptions> options)
            throws IOException, InterruptedException {
        LocalStack former = STARTED.remove(name);
        if (former != null) {
            former.close();
        }
        Path data = Path.of("target", name);
        if (Files.exists(data)) {
            DataDirectory.delete(data);
        }
        LocalStack stack = LocalStack.prepare(
                options.apply(StackOptions.ephemeral(data).durable().with("recto.cache.enabled", "false")),
                Installation.current(),
                System.out::println);
        STARTED.put(name, stack);
        stack.closeAtExit();
        try {
            stack.start();
        } catch (StackException | IOException | InterruptedException failure) {
            stack.close();
            throw failure;
        }
        return stack;
    }
}
