package dev.recto.local;

import dev.recto.local.client.RectoException;
import dev.recto.local.stack.StackException;
import java.io.IOException;
import java.net.ConnectException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The launcher's commands. */
@Command(
        name = "recto",
        mixinStandardHelpOptions = true,
        version = "Recto 0.1.0",
        description = "Reads documents: send a PDF or an image, get markdown per page.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "A first try, in two terminals:",
            "  ./recto up",
            "  ./recto ocr document.pdf",
            "",
            "./recto COMMAND --help explains a command. Data and logs lie in .recto/ beside this script."
        },
        subcommands = {
            UpCommand.class,
            OcrCommand.class,
            KeysCommand.class,
            BenchCommand.class,
            ModelCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Recto implements Runnable {
    @Spec
    private CommandSpec spec;

    private Recto() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Recto())
                .setCaseInsensitiveEnumValuesAllowed(true)
                // A document may be called @a.pdf.
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure));
    }

    private static int explain(Exception failure) throws Exception {
        String reason = switch (failure) {
            case StackException known -> known.getMessage();
            case RectoException known -> known.getMessage();
            case ConnectException refused -> "Nothing answers there; is Recto running? Start it with ./recto up";
            case IOException io -> io.toString();
            default -> throw failure;
        };
        System.err.println("recto: " + reason);
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
