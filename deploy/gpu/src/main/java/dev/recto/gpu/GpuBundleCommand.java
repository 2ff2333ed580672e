package dev.recto.gpu;

import dev.recto.images.JavaRuntime;
import dev.recto.worker.model.family.Family;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts the archive together. */
@Command(name = "gpu-bundle", mixinStandardHelpOptions = true)
final class GpuBundleCommand implements Callable<Integer> {
    private static final List<String> MODULES = List.of(
            "java.desktop", "java.logging", "java.management", "java.naming", "jdk.management", "jdk.unsupported");
    private static final Set<String> FOR_SCREENS = Set.of(
            "libawt_xawt.so",
            "libfontmanager.so",
            "libfreetype.so",
            "libjawt.so",
            "libmlib_image.so",
            "libsplashscreen.so");

    private static final Set<String> FAMILIES =
            Arrays.stream(Family.values()).map(family -> family + "-tiny").collect(Collectors.toUnmodifiableSet());
    /** Reference outputs that no GPU has a part in, and that are large. */
    private static final String OF_PICTURES = "real_sizes";

    @Option(names = "--libraries", required = true, description = "Folder of what the tools need, and they themselves.")
    private Path libraries;

    @Option(names = "--runtime", required = true, description = "ONNX Runtime's artifact for CUDA 13.")
    private Path runtime;

    @Option(names = "--snapshots", required = true, description = "Folder of tiny snapshots.")
    private Path snapshots;

    @Option(names = "--architecture", required = true, description = "Such as 90 for Hopper.")
    private int architecture;

    @Option(names = "--output", required = true, description = "Folder that the archive goes to.")
    private Path output;

    private GpuBundleCommand() {}

    public static void main(String[] arguments) {
        int result = new CommandLine(new GpuBundleCommand()).execute(arguments);
        if (result != 0) {
            System.exit(result);
        }
    }

    @Override
    public Integer call() throws IOException {
        Path bundle = output.resolve("recto-gpu");
        // Of the build before something else may be in it
        FileUtils.deleteDirectory(bundle.toFile());
        Files.createDirectories(bundle);
        Path java = JavaRuntime.link(output.resolve("java"), MODULES, "zip-0");
        copy(
                java,
                bundle.resolve("java"),
                file -> !FOR_SCREENS.contains(file.getFileName().toString()));
        NativeLibraries.lightenAll(bundle.resolve("java"), architecture);
        Libraries.copy(libraries, bundle.resolve("lib"));
        NativeLibraries.unpack(runtime, architecture, bundle.resolve("native"));
        copy(snapshots, bundle.resolve("snapshots"), GpuBundleCommand::goesIn);
        Path script = bundle.resolve("run-all");
        try (InputStream in = Objects.requireNonNull(GpuBundleCommand.class.getResourceAsStream("/run-all"))) {
            Files.write(script, in.readAllBytes());
        }
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("can't be made executable: " + script);
        }
        Path archive = output.resolve("recto-gpu.tar.xz");
        Files.deleteIfExists(archive);
        Archive.write(bundle, archive);
        System.out.printf("%s, %.1f MB%n", archive, Files.size(archive) / 1e6);
        return 0;
    }

    private static boolean goesIn(Path file) {
        return FAMILIES.contains(file.getName(0).toString()) && !file.toString().contains("/" + OF_PICTURES + "/");
    }

    /** @param wanted chooses files by their path below the folder */
    private static void copy(Path from, Path to, Predicate<Path> wanted) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(Files::isRegularFile)
                    .map(from::relativize)
                    .filter(wanted)
                    .toList();
        }
        for (Path file : files) {
            Path copy = to.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(
                    from.resolve(file), copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            if (!copy.toFile().setWritable(true)) {
                throw new IOException("can't be made writable: " + copy);
            }
        }
    }
}
