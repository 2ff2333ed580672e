package dev.recto.tools.fetch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a snapshot with their digests, as {@code sha256sum} lists them. */
record SnapshotFiles(List<Entry> entries) {
    static final String NAME = "SHA256SUMS";

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](?:\\./)?(.+)");
    private static final Pattern PATH = Pattern.compile("[^/\\\\\\p{Cntrl}]+(/[^/\\\\\\p{Cntrl}]+)*");

    /** INVARIANT: the path stays below the directory that it is resolved in. */
    record Entry(String path, Sha256 digest) {}

    static SnapshotFiles parse(String text) throws FetchException {
        List<Entry> entries = new ArrayList<>();
        Set<String> paths = new HashSet<>(Set.of(NAME));
        for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches() || !isBelow(matcher.group(2)) || !paths.add(matcher.group(2))) {
                throw new FetchException(NAME + " has a line that is no digest and path of a further file");
            }
            entries.add(new Entry(matcher.group(2), new Sha256(matcher.group(1))));
        }
        if (entries.isEmpty()) {
            throw new FetchException(NAME + " lists no file");
        }
        return new SnapshotFiles(List.copyOf(entries));
    }

    private static boolean isBelow(String path) {
        return PATH.matcher(path).matches()
                && List.of(path.split("/")).stream().noneMatch(name -> name.equals(".") || name.equals(".."));
    }
}
