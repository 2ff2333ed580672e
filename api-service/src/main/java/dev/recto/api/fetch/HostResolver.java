package dev.recto.api.fetch;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;

/** Looks names up. The addresses it gives are the ones that are connected to: nobody asks a second time. */
public interface HostResolver {
    Future<List<InetAddress>> resolve(String host);

    /** As the operating system does. */
    static HostResolver system(Vertx vertx) {
        return host -> vertx.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false);
    }
}
