package dev.recto.worker.version;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** Adds up what answers depend on, by its contents: copies of the same files on two machines come to the same. For one thread. */
public final class VersionDigest {
    private static final int PIECE = 1 << 20;

    private final Config config;
    private final MessageDigest digest;

    VersionDigest(Config config) {
        this.config = config;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * All options of a mapping but some: a new one counts until somebody says that it does not change what is read.
     *
     * @param others names without the mapping's prefix
     */
    public VersionDigest options(Class<?> mapping, Set<String> others) {
        String prefix = mapping.getAnnotation(ConfigMapping.class).prefix() + ".";
        Set<String> names = new TreeSet<>(
                ConfigMappings.getProperties(ConfigClass.configClass(mapping)).keySet());
        names.stream()
                .filter(name -> !others.contains(name.substring(prefix.length())))
                .forEach(this::option);
        return this;
    }

    VersionDigest option(String name) {
        text(name);
        return text(config.getOptionalValue(name, String.class).orElse(""));
    }

    /** A file, or all files of a folder with their names. */
    public VersionDigest files(Path path) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            text(path.relativize(file).toString());
            digest.update(
                    ByteBuffer.allocate(Long.BYTES).putLong(Files.size(file)).flip());
            byte[] piece = new byte[PIECE];
            try (InputStream in = Files.newInputStream(file)) {
                for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                    digest.update(piece, 0, read);
                }
            }
        }
        return this;
    }

    VersionDigest text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
        return this;
    }

    String value() {
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }
}
