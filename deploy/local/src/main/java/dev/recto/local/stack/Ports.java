package dev.recto.local.stack;

import dev.recto.parts.FreePorts;
import dev.recto.parts.PartsAddresses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The ports of a stack: those asked for, which must be free, and free ones for the rest.
 *
 * @param management where each API tells its health and its metrics
 */
record Ports(PartsAddresses parts, List<Integer> apis, List<Integer> management, List<Integer> workers) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int LAST = 65_535;

    static Ports choose(StackOptions options) {
        Iterator<Integer> free =
                FreePorts.find(3 + 2 * options.apis() + options.workers()).iterator();
        var parts = new PartsAddresses(
                choose("--postgres-port", LOOPBACK, options.postgresPort(), free.next()),
                choose("--kafka-port", LOOPBACK, options.kafkaPort(), free.next()),
                choose("--s3-port", LOOPBACK, options.s3Port(), free.next()));
        var apis = new ArrayList<Integer>();
        var management = new ArrayList<Integer>();
        apis.add(choose("--port", options.host(), options.port(), free.next()));
        management.add(choose("--management-port", LOOPBACK, options.managementPort(), free.next()));
        while (apis.size() < options.apis()) {
            apis.add(free.next());
            management.add(free.next());
        }
        var workers = new ArrayList<Integer>();
        free.forEachRemaining(workers::add);
        return new Ports(parts, List.copyOf(apis), List.copyOf(management), List.copyOf(workers));
    }

    private static int choose(String option, String host, int wanted, int free) {
        if (wanted == 0) {
            return free;
        }
        if (wanted < 0 || wanted > LAST) {
            throw new StackException("%s takes a port up to %d".formatted(option, LAST));
        }
        try {
            FreePorts.tryListening(host, wanted);
        } catch (IOException reason) {
            throw new StackException("Can't listen on port %d of %s (%s); choose another with %s"
                    .formatted(wanted, host, reason.getMessage(), option));
        }
        return wanted;
    }
}
