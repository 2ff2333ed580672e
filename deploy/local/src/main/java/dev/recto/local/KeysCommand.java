package dev.recto.local;

import dev.recto.local.client.ApiKey;
import dev.recto.local.client.NewApiKey;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.StackException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]",
        description =
                "Manages API keys. Without a command it prints the key of this machine's Recto, for scripts: that one is"
                        + " made once, kept with the data, and an administrator's.")
final class KeysCommand implements Callable<Integer> {
    private static final String ROW = "%-36s  %-16s  %-20s  %-20s  %-20s  %-8s  %s%n";
    private static final List<String> USUAL = List.of("read", "write");

    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public Integer call() {
        System.out.println(data.key()
                .orElseThrow(() ->
                        new StackException("No key in %s yet: ./recto up makes one".formatted(data.directory()))));
        return 0;
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a key and prints it, this one time.")
    int create(
            @Parameters(paramLabel = "NAME", description = "What it is for.") String name,
            @Option(names = "--administrator", description = "It may manage keys.") boolean administrator,
            @Option(
                            names = "--scopes",
                            paramLabel = "SCOPE",
                            split = ",",
                            description = "What it may do: read, write, admin. Default: read,write")
                    @Nullable
                    List<String> scopes,
            @Option(
                            names = "--expires-in-days",
                            paramLabel = "DAYS",
                            description = "After how many days it opens nothing any more. Default: never")
                    @Nullable
                    Integer days,
            @Option(
                            names = "--organisation",
                            paramLabel = "NAME",
                            description = "Found an organisation of this name for it. Default: your own organisation")
                    @Nullable
                    String organisation,
            @Mixin ServiceOption service)
            throws IOException, InterruptedException {
        try (RectoClient client = service.connectOr(data)) {
            var all = new LinkedHashSet<>(scopes == null ? USUAL : scopes);
            if (administrator) {
                all.add("admin");
            }
            var wanted =
                    new NewApiKey(name, List.copyOf(all), days == null ? null : Duration.ofDays(days), organisation);
            System.out.println(client.createKey(wanted).key());
        }
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists your organisation's keys.")
    int list(
            @Option(names = "--all", description = "Those that were revoked, too.") boolean all,
            @Mixin ServiceOption service)
            throws IOException, InterruptedException {
        try (RectoClient client = service.connectOr(data)) {
            List<ApiKey> keys = client.keys(all);
            System.out.printf(ROW, "ID", "SCOPES", "CREATED", "LAST USED", "EXPIRES", "REVOKED", "NAME");
            for (ApiKey key : keys) {
                System.out.printf(
                        ROW,
                        key.id(),
                        String.join(",", key.scopes()),
                        key.createdAt(),
                        text(key.lastUsedAt()),
                        text(key.expiresAt()),
                        key.revokedAt() == null ? "-" : "yes",
                        key.name());
            }
        }
        return 0;
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Revokes a key: it opens nothing any more.")
    int revoke(
            @Parameters(paramLabel = "ID", description = "As ./recto keys list shows it.") UUID id,
            @Mixin ServiceOption service)
            throws IOException, InterruptedException {
        try (RectoClient client = service.connectOr(data)) {
            client.revokeKey(id);
            System.out.println("Revoked " + id);
        }
        return 0;
    }

    private static String text(@Nullable Instant time) {
        return time == null ? "-" : time.toString();
    }
}
