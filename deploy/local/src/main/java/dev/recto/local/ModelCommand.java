package dev.recto.local;

import dev.recto.local.stack.Installation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Hands over to the worker's own command line, which has the model engine on its class path. */
@Command(
        name = "model",
        description = {
            "Works on snapshots of vision-language models: ./recto model --help lists",
            "fetch (from S3), verify (compare with the reference), bench (measure) and random (make a small one)."
        })
final class ModelCommand implements Callable<Integer> {
    private static final String MAIN = "dev.recto.worker.cli.ModelCommand";

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new WorkerTool(Installation.current()).run(MAIN, arguments);
    }
}
