package dev.recto.local.stack;

import dev.recto.parts.Attached;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Command line of a Quarkus fast-jar that ends with its parent. */
final class ServiceCommand {
    private static final String QUARKUS_MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            // Whatever thread it was that got no memory: nobody knows what else has stopped.
            "-XX:+ExitOnOutOfMemoryError",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            // In the manifest of quarkus-run.jar, which counts only with java -jar.
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            // People read these logs.
            "-Dquarkus.log.console.json.enabled=false",
            "-Dquarkus.log.category.\"io.smallrye.health\".level=WARN",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    private ServiceCommand() {}

    static List<String> line(Path runner, List<String> jvmOptions, Map<String, String> configuration) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(JVM_OPTIONS);
        line.addAll(jvmOptions);
        configuration.forEach((name, value) -> line.add("-D" + name + "=" + value));
        line.addAll(List.of("-cp", attached() + File.pathSeparator + runner, Attached.class.getName(), QUARKUS_MAIN));
        return line;
    }

    private static Path attached() {
        try {
            return Path.of(Attached.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
