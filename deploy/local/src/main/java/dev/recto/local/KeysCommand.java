package dev.recto.local;

import dev.recto.local.stack.StackException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description =
                "Prints the API key of this machine's Recto, for scripts: it is made once and kept with the data.")
final class KeysCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public Integer call() {
        System.out.println(data.key()
                .orElseThrow(() ->
                        new StackException("No key in %s yet: ./recto up makes one".formatted(data.directory()))));
        return 0;
    }
}
