package dev.recto.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/** Java libraries, without native code for other systems. */
final class Libraries {
    private static final Pattern NATIVE = Pattern.compile(".*\\.(?:so|dll|dylib|jnilib|a)");
    private static final Pattern OURS = Pattern.compile(".*linux-x86[-_]64/.*");

    private Libraries() {}

    static void copy(Path from, Path directory) throws IOException {
        Files.createDirectories(directory);
        List<Path> jars;
        try (Stream<Path> files = Files.list(from)) {
            jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
        for (Path jar : jars) {
            lighten(jar, directory.resolve(jar.getFileName()));
        }
    }

    private static void lighten(Path from, Path to) throws IOException {
        try (JarFile jar = new JarFile(from.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(to))) {
            // The archive compresses better what isn't compressed
            out.setLevel(Deflater.NO_COMPRESSION);
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                if (!NATIVE.matcher(name).matches() || OURS.matcher(name).matches()) {
                    JarEntry copy = new JarEntry(name);
                    copy.setLastModifiedTime(entry.getLastModifiedTime());
                    out.putNextEntry(copy);
                    try (InputStream in = jar.getInputStream(entry)) {
                        in.transferTo(out);
                    }
                    out.closeEntry();
                }
            }
        }
    }
}
