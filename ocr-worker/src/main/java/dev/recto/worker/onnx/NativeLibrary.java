package dev.recto.worker.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * Takes ONNX Runtime's shared libraries out of its Maven artifact. They are unpacked once per version into a directory of
 * the user's and found there by later processes; a file appears under its name only when it is complete.
 */
final class NativeLibrary {
    /** Names a directory with the libraries, in place of those on the class path. */
    static final String DIRECTORY_PROPERTY = "recto.onnxruntime.directory";

    private static final String RESOURCES = "/ai/onnxruntime/native/";

    private NativeLibrary() {}

    static Path locate() {
        String platform = platform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        String main = fileName(platform, "onnxruntime");
        String given = System.getProperty(DIRECTORY_PROPERTY);
        if (given != null) {
            return Path.of(given, main);
        }
        try {
            return unpack(platform, main);
        } catch (IOException e) {
            throw new UncheckedIOException("the ONNX Runtime library cannot be unpacked", e);
        }
    }

    /** The library of a provider, beside the main one. */
    static Path locateProvider(String provider) {
        String platform = platform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        return locate().resolveSibling(fileName(platform, "onnxruntime_providers_" + provider))
                .toAbsolutePath();
    }

    static String platform(String osName, String osArch) {
        String name = osName.toLowerCase(Locale.ROOT);
        String os = name.contains("win") ? "win" : name.contains("mac") ? "osx" : "linux";
        String architecture = switch (osArch) {
            case "amd64", "x86_64" -> "x64";
            case "aarch64", "arm64" -> "aarch64";
            default -> osArch;
        };
        return os + "-" + architecture;
    }

    private static String fileName(String platform, String library) {
        if (platform.startsWith("win")) {
            return library + ".dll";
        }
        return "lib" + library + (platform.startsWith("osx") ? ".dylib" : ".so");
    }

    /** The providers' libraries are looked for by the main one beside itself, so all lie in one directory. */
    private static Path unpack(String platform, String main) throws IOException {
        URL resource = NativeLibrary.class.getResource(RESOURCES + platform + "/" + main);
        if (resource == null) {
            throw new OnnxException(
                    OnnxException.Code.NO_SUCH_FILE, "no ONNX Runtime for " + platform + " on the class path", null);
        }
        long size = resource.openConnection().getContentLengthLong();
        Path directory = Files.createDirectories(UserCache.directory().resolve("onnxruntime-" + platform + "-" + size));
        for (String library : List.of("onnxruntime_providers_shared", "onnxruntime_providers_cuda")) {
            unpack(platform, fileName(platform, library), directory);
        }
        unpack(platform, main, directory);
        return directory.resolve(main);
    }

    private static void unpack(String platform, String file, Path directory) throws IOException {
        Path target = directory.resolve(file);
        try (InputStream library = NativeLibrary.class.getResourceAsStream(RESOURCES + platform + "/" + file)) {
            if (library == null || Files.exists(target)) {
                return;
            }
            Path unfinished = Files.createTempFile(directory, file, ".part");
            Files.copy(library, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
