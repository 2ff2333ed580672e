package dev.recto.local.chaos;

import dev.recto.local.stack.DataDirectory;
import dev.recto.local.stack.Installation;
import dev.recto.local.stack.LocalStack;
import dev.recto.local.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Starts stacks whose data stay for a look at the logs until the next one is started. */
final class ChaosStack {
    private ChaosStack() {}

    static LocalStack start(Path data, int apis, int workers, Map<String, String> settings)
            throws IOException, InterruptedException {
        if (Files.exists(data)) {
            DataDirectory.delete(data);
        }
        StackOptions options = StackOptions.ephemeral(data).durable().scaled(apis, workers);
        for (var setting : settings.entrySet()) {
            options = options.with(setting.getKey(), setting.getValue());
        }
        LocalStack stack = LocalStack.prepare(options, Installation.current(), System.out::println);
        stack.closeAtExit();
        stack.start();
        return stack;
    }
}
