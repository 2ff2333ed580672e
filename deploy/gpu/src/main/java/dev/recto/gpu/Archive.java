package dev.recto.gpu;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZOutputStream;

/** A folder as a tar archive, compressed as far as xz can; the same files make the same bytes. */
final class Archive {
    private static final int EXECUTABLE = 0755;
    private static final int READABLE = 0644;

    private Archive() {}

    static void write(Path folder, Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        FilterOptions[] filters = {new X86Options(), new LZMA2Options(LZMA2Options.PRESET_MAX)};
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished));
                XZOutputStream compressed = new XZOutputStream(out, filters);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(compressed)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            List<Path> files;
            try (Stream<Path> all = Files.walk(folder)) {
                files = all.filter(Files::isRegularFile).sorted().toList();
            }
            for (Path each : files) {
                String name = folder.getFileName() + "/" + folder.relativize(each);
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(Files.size(each));
                entry.setMode(Files.isExecutable(each) ? EXECUTABLE : READABLE);
                entry.setModTime(0);
                tar.putArchiveEntry(entry);
                Files.copy(each, tar);
                tar.closeArchiveEntry();
            }
        }
        Files.move(unfinished, file);
    }
}
