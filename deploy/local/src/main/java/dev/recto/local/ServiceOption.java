package dev.recto.local;

import dev.recto.local.client.RectoClient;
import dev.recto.local.client.RectoException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name a running service; shared by the commands that talk to one. */
final class ServiceOption {
    @Option(
            names = "--url",
            description = "Address of the service. Default: $RECTO_URL, or the Recto started by ./recto up")
    private @Nullable URI url;

    @Option(names = "--key", description = "API key. Default: $RECTO_API_KEY, or the key of the data directory")
    private @Nullable String key;

    @Mixin
    private final DataOption data = new DataOption();

    RectoClient connect() {
        return connectOr(data);
    }

    /** @param before the option of the command that this one's belongs to, where it may stand as well */
    RectoClient connectOr(DataOption before) {
        DataOption place = data.or(before);
        return new RectoClient(url(place), key(place));
    }

    private URI url(DataOption place) {
        URI address = url != null
                ? url
                : URI.create(environment("RECTO_URL").or(place::url).orElse("http://localhost:8080"));
        if (address.getHost() == null) {
            throw new RectoException(address + " is no service's address: one begins with http:// or https://");
        }
        return address;
    }

    private String key(DataOption place) {
        if (key != null) {
            return key;
        }
        return environment("RECTO_API_KEY")
                .or(place::key)
                .orElseThrow(() -> new RectoException("Which API key? Give --key or set RECTO_API_KEY"));
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
