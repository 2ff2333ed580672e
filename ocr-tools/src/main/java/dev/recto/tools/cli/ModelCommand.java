package dev.recto.tools.cli;

import dev.recto.tools.fetch.FetchException;
import dev.recto.worker.onnx.OnnxException;
import dev.recto.worker.onnx.ProviderException;
import dev.recto.worker.snapshot.SnapshotException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** {@code ./recto model}: what can be done with a model's snapshot without serving it. */
@Command(
        name = "model",
        description = "Fetches, checks and measures vision-language models' snapshots.",
        subcommands = {
            FetchCommand.class,
            VerifyCommand.class,
            RandomCommand.class,
            BenchCommand.class,
            ProfileCommand.class,
            TrialCommand.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class ModelCommand {
    public static void main(String[] arguments) {
        // The log manager of the worker's class path, which else complains that it is not in charge.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        Logger.getLogger("").setLevel(Level.SEVERE);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new ModelCommand())
                .setCommandName("./recto model")
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(ModelCommand::explain);
    }

    /** What the user can mend gets a line; anything else is a defect, and shows where it is. */
    private static int explain(Exception fault, CommandLine command, ParseResult parsed) throws Exception {
        if (fault instanceof FetchException
                || fault instanceof SnapshotException
                || fault instanceof ProviderException
                || fault instanceof OnnxException) {
            command.getErr().println(fault.getMessage());
            return command.getCommandSpec().exitCodeOnExecutionException();
        }
        throw fault;
    }
}
