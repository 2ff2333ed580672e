package dev.recto.system;

import dev.recto.local.stack.LocalStack;
import dev.recto.local.stack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;

/** The tiny models, and the {@link Collector} that hears of what is read with them. */
final class TracedModels extends OneStack {
    static final String COLLECTORS_TOKEN = "token-of-the-collector";

    @Override
    LocalStack start(ExtensionContext context) throws IOException, InterruptedException, StackException {
        return TestStacks.start(
                "models-test",
                options -> TinyModels.served(options)
                        .with("recto.tracing.enabled", "true")
                        .with("recto.tracing.endpoint", collector(context).url())
                        .with("recto.tracing.headers.\"Authorization\"", COLLECTORS_TOKEN)
                        .with("recto.tracing.interval", "100ms"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Collector.class || super.supportsParameter(parameter, context);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Collector.class
                ? collector(context)
                : super.resolveParameter(parameter, context);
    }

    private Collector collector(ExtensionContext context) {
        return store(context.getRoot()).computeIfAbsent(Collector.class, key -> started(), Collector.class);
    }

    private static Collector started() {
        try {
            return new Collector();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
