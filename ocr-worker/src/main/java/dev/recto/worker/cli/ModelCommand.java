package dev.recto.worker.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./recto model}: what can be done with a model's snapshot without serving it. */
@Command(
        name = "model",
        description = "Checks and measures vision-language models from their snapshots.",
        subcommands = {VerifyCommand.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class ModelCommand {
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new ModelCommand()).setCommandName("./recto model");
    }
}
