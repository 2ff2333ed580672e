package dev.recto.local.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a {@link Child} runs.
 *
 * @param environment what its environment has beside our own
 * @param log where its standard error goes
 * @param logsOutput whether standard output goes to the log, too; if not, {@link #readiness} may look at it
 * @param startup how long it may take to become ready
 */
record ChildSpec(
        String name,
        List<String> line,
        Map<String, String> environment,
        Path log,
        boolean logsOutput,
        Readiness readiness,
        Duration startup) {}
