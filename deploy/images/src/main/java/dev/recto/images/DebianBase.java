package dev.recto.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The root of a file system that holds what the services' natives need, and no shell: a few of Debian's packages, as the
 * building machine's own {@code apt-get} gets and checks them.
 */
final class DebianBase {
    private static final List<String> PACKAGES =
            List.of("libc6", "libgcc-s1", "libstdc++6", "libgomp1", "zlib1g", "ca-certificates");
    private static final String PASSWD = """
            root:x:0:0:root:/root:/sbin/nologin
            recto:x:%1$d:%1$d:recto:/app:/sbin/nologin
            """.formatted(ServiceImage.USER);
    private static final String GROUP = """
            root:x:0:
            recto:x:%d:
            """.formatted(ServiceImage.USER);

    private DebianBase() {}

    /** Composes it in the folder, unless that was done before. */
    static Path compose(Path folder) throws IOException, InterruptedException {
        Path root = folder.resolve("root");
        if (Files.exists(root.resolve("etc/passwd"))) {
            return root;
        }
        Path packages = Files.createDirectories(folder.resolve("packages"));
        Files.createDirectories(root);
        List<String> get = new ArrayList<>(List.of("apt-get", "download", "--quiet"));
        get.addAll(PACKAGES);
        run(packages, get);
        for (Path each : children(packages)) {
            run(packages, List.of("dpkg-deb", "--extract", each.toString(), root.toString()));
        }
        certificates(root);
        write(root.resolve("etc/nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files dns\n");
        write(root.resolve("etc/group"), GROUP);
        write(root.resolve("etc/passwd"), PASSWD);
        return root;
    }

    /** Whether a file of the packages is of use in an image. */
    static boolean isWanted(Path file) {
        String path = file.toString();
        return !path.startsWith("usr/share/doc/")
                && !path.startsWith("usr/share/lintian/")
                && !path.startsWith("usr/share/ca-certificates/")
                && !path.startsWith("usr/sbin/")
                && !path.contains("/gconv/");
    }

    /** The one file that programs look into; installing the package would have made it. */
    private static void certificates(Path root) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path each : children(root.resolve("usr/share/ca-certificates/mozilla"))) {
            all.append(Files.readString(each));
        }
        write(root.resolve("etc/ssl/certs/ca-certificates.crt"), all.toString());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void run(Path folder, List<String> command) throws IOException, InterruptedException {
        int result = new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start()
                .waitFor();
        if (result != 0) {
            throw new IOException(command.getFirst() + " failed: " + result);
        }
    }
}
