package dev.recto.images;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What goes into a service's image.
 *
 * @param application folder of the built service (Quarkus's fast-jar)
 * @param tools folder of libraries that only its commands need, where there are any
 * @param memoryPercentage share of the container's memory for the Java heap; natives take the rest
 * @param ports that the service listens on
 */
record ServiceImage(String name, Path application, Optional<Path> tools, int memoryPercentage, List<Integer> ports) {
    static final int USER = 65_532;

    private static final AbsoluteUnixPath HOME = AbsoluteUnixPath.get("/app");
    private static final AbsoluteUnixPath RUNTIME = AbsoluteUnixPath.get("/opt/java");
    private static final Path OWN_LIBRARIES = Path.of("lib/main/dev.recto.");

    /** Adds what changes seldom below what changes often: runtime, libraries, the service itself. */
    JibContainerBuilder onto(JibContainerBuilder base, Path runtime) {
        base.addFileEntriesLayer(FileLayer.of("runtime", runtime, RUNTIME, file -> true))
                .addFileEntriesLayer(FileLayer.of("libraries", application, HOME, ServiceImage::isForeign))
                .addFileEntriesLayer(FileLayer.of("service", application, HOME, file -> !isForeign(file)));
        tools.ifPresent(
                folder -> base.addFileEntriesLayer(FileLayer.of("tools", folder, HOME.resolve("tools"), file -> true)));
        return base.setEntrypoint(entrypoint())
                .setEnvironment(Map.of("JAVA_HOME", RUNTIME.toString(), "LANG", "C.UTF-8"))
                .setWorkingDirectory(HOME)
                .setUser(USER + ":" + USER)
                .setExposedPorts(ports.stream().map(Port::tcp).toArray(Port[]::new))
                .addLabel("org.opencontainers.image.title", name)
                .addLabel("org.opencontainers.image.licenses", "Apache-2.0")
                .setFormat(ImageFormat.OCI)
                .setCreationTime(FileLayer.TIME);
    }

    private List<String> entrypoint() {
        List<String> line = new ArrayList<>();
        line.add(RUNTIME.resolve("bin/java").toString());
        line.add("-XX:MaxRAMPercentage=" + memoryPercentage);
        line.add("-XX:+ExitOnOutOfMemoryError");
        line.add("--enable-native-access=ALL-UNNAMED");
        line.add("--sun-misc-unsafe-memory-access=allow");
        line.add("-Djava.awt.headless=true");
        line.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        line.add("-jar");
        line.add(HOME.resolve("quarkus-run.jar").toString());
        return line;
    }

    /** Libraries of others; only a new version of one changes them. */
    private static boolean isForeign(Path file) {
        return file.startsWith("lib") && !file.toString().startsWith(OWN_LIBRARIES.toString());
    }
}
