package dev.recto.api.fetch;

import dev.recto.api.limits.Rest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;

/** Looks names up. The addresses it gives are the ones that are connected to: nobody asks a second time. */
public interface HostResolver {
    Future<List<InetAddress>> resolve(String host);

    /** The same, and what waits for a look-up leaves it behind: it takes a thread for as long as a name server likes. */
    default HostResolver leaving(Rest rest) {
        return host -> {
            Future<List<InetAddress>> lookup = resolve(host);
            rest.until(lookup);
            return lookup;
        };
    }

    /** As the operating system does. */
    static HostResolver system(Vertx vertx) {
        return host -> vertx.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false);
    }
}
