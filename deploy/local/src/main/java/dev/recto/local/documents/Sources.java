package dev.recto.local.documents;

import dev.recto.local.client.DocumentFormat;
import dev.recto.local.client.RectoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The documents that are meant by names of files, names of folders, and patterns. Of a folder what is hidden is not meant, nor anywhere what was made here of another one. */
public final class Sources {
    /** Of a folder's files those that the service opens, by how their names end. */
    private static final Set<String> EXTENSIONS =
            Set.of("pdf", "png", "jpg", "jpeg", "tif", "tiff", "webp", "gif", "bmp", "jp2", "j2k");

    private static final Pattern WILD = Pattern.compile("[*?\\[{]");

    private Sources() {}

    /** Each once, in the order in which they were named, and those of one folder by their names. */
    public static List<Source> of(List<String> names) {
        Map<Path, Source> sources = new LinkedHashMap<>();
        for (String name : names) {
            for (Source source : of(name)) {
                sources.putIfAbsent(source.file().toAbsolutePath().normalize(), source);
            }
        }
        sources.keySet().removeAll(madeOf(sources.keySet()));
        return List.copyOf(sources.values());
    }

    /** A shell's {@code scans/*} names what was written the last time, beside what it was made of. */
    private static Set<Path> madeOf(Set<Path> files) {
        return files.stream()
                .flatMap(file -> Arrays.stream(DocumentFormat.values())
                        .map(format -> Source.alone(file).beside(format.extension())))
                .collect(Collectors.toSet());
    }

    private static List<Source> of(String name) {
        Path path = Path.of(name);
        Matcher wild = WILD.matcher(name);
        List<Source> sources;
        if (Files.isDirectory(path)) {
            sources = below(path, Sources::isDocument);
        } else if (!Files.exists(path) && wild.find()) {
            sources = below(Path.of(name.substring(0, name.lastIndexOf('/', wild.start()) + 1)), matching(name));
        } else if (Files.isReadable(path)) {
            sources = List.of(Source.alone(path));
        } else {
            throw new RectoException("Can't read " + name);
        }
        if (sources.isEmpty()) {
            throw new RectoException("There is no document in " + name);
        }
        return sources;
    }

    private static boolean isDocument(Path file) {
        String name = file.getFileName().toString();
        return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** As shells mean it: {@code **}{@code /} may be no folder at all. */
    private static Predicate<Path> matching(String pattern) {
        PathMatcher some = matcher(pattern);
        PathMatcher none = matcher(pattern.replace("**/", ""));
        return file -> some.matches(file) || none.matches(file);
    }

    private static PathMatcher matcher(String pattern) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw new RectoException("Can't read " + pattern);
        }
    }

    private static List<Source> below(Path folder, Predicate<Path> meant) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !isHidden(folder.relativize(file)))
                    .filter(file -> !file.toString().endsWith("." + DocumentFormat.PDF.extension()))
                    .filter(meant)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> new Source(file, folder.relativize(file)))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new RectoException("Can't read all of " + folder + ": " + e.getMessage());
        }
    }

    private static boolean isHidden(Path below) {
        return StreamSupport.stream(below.spliterator(), false)
                .anyMatch(part -> part.toString().startsWith("."));
    }
}
