package dev.recto.gpu;

import dev.recto.gpu.ElfSections.Section;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** ONNX Runtime with its CUDA provider, from the Maven artifact, without what only debuggers read and other GPUs run. */
final class NativeLibraries {
    /** What the worker calls them. */
    private static final Map<String, String> NAMES = Map.of(
            "libonnxruntime.so.1", "libonnxruntime.so",
            "libonnxruntime_providers_shared.so", "libonnxruntime_providers_shared.so",
            "libonnxruntime_providers_cuda.so", "libonnxruntime_providers_cuda.so");

    private static final List<String> FOR_GPUS = List.of(".nv_fatbin", "__nv_relfatbin");
    private static final List<String> FOR_DEBUGGERS = List.of(".symtab", ".strtab");

    private NativeLibraries() {}

    static void unpack(Path artifact, int architecture, Path directory) throws IOException {
        Files.createDirectories(directory);
        try (JarFile jar = new JarFile(artifact.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name =
                        NAMES.get(entry.getName().substring(entry.getName().lastIndexOf('/') + 1));
                if (name != null) {
                    Path file = directory.resolve(name);
                    try (InputStream in = jar.getInputStream(entry)) {
                        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                    }
                    lighten(file, architecture);
                }
            }
        }
    }

    /** Takes what only debuggers read from all libraries below the directory. */
    static void lightenAll(Path directory, int architecture) throws IOException {
        List<Path> libraries;
        try (Stream<Path> files = Files.walk(directory)) {
            libraries = files.filter(file -> file.toString().endsWith(".so")).toList();
        }
        for (Path library : libraries) {
            lighten(library, architecture);
        }
    }

    private static void lighten(Path file, int architecture) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer library = channel.map(MapMode.READ_WRITE, 0, channel.size());
            for (Section section : ElfSections.of(library)) {
                ByteBuffer bytes = library.slice(section.offset(), section.size());
                if (FOR_GPUS.contains(section.name())) {
                    FatBinary.keep(bytes, new WantedKernels(architecture));
                } else if (FOR_DEBUGGERS.contains(section.name())) {
                    bytes.put(new byte[bytes.remaining()]);
                }
            }
        }
    }
}
