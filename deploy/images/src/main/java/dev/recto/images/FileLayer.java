package dev.recto.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Files of a folder as a layer. INVARIANT: the same files make the same bytes, whenever and by whomever they were written. */
final class FileLayer {
    /** A second after the epoch, which some tools take for no time at all. */
    static final Instant TIME = Instant.ofEpochSecond(1);

    private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
    private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");

    private FileLayer() {}

    /** @param wanted chooses files by their path below the folder */
    static FileEntriesLayer of(String name, Path folder, AbsoluteUnixPath place, Predicate<Path> wanted) {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> wanted.test(folder.relativize(file)))
                    .sorted()
                    .forEach(file -> layer.addEntry(
                            file,
                            place.resolve(folder.relativize(file)),
                            Files.isExecutable(file) ? EXECUTABLE : FILE,
                            TIME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return layer.build();
    }
}
