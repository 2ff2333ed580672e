package dev.recto.system.chaos;

import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What nobody owns: looked for in PostgreSQL, in the folder where the S3 server keeps an object per file, and in the folder
 * that holds everybody's temporary files.
 */
record Leftovers(Rows rows, Path objects, Path temporary, int processes) {
    private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    /** Pictures on a job's pages are known by their job, everything else by its whole key. */
    private static final Pattern PICTURE = Pattern.compile("(jobs/" + UUID + "/pages)/.*");

    static Leftovers of(LocalStack stack, Path temporary, int processes) {
        return new Leftovers(Rows.of(stack), stack.data().resolve("s3/recto"), temporary, processes);
    }

    List<String> find() throws SQLException, IOException {
        var left = new ArrayList<String>();
        Set<String> owned = new HashSet<>(rows.query("""
                select 'files/' || organisation || '/' || id from file
                union all select 'uploads/' || upload || '/' || id from upload_part
                union all select object_key from job
                union all select 'jobs/' || id || '/pages' from job"""));
        List<String> stored = files(objects);
        stored.stream()
                .filter(key -> !owned.contains(owner(key)))
                .map("in S3: "::concat)
                .forEach(left::add);
        rows.query("""
                        select 'files/' || organisation || '/' || id from file
                        union all select object_key from job where object_key like 'jobs/%'""").stream()
                .filter(key -> !stored.contains(key))
                .map("not in S3: "::concat)
                .forEach(left::add);
        rows.query("select object_key from unclaimed_object").stream()
                .map("in the ledger: "::concat)
                .forEach(left::add);
        temporaryFiles(left);
        return left;
    }

    private static String owner(String key) {
        var matcher = PICTURE.matcher(key);
        return matcher.matches() ? matcher.group(1) : key;
    }

    /** Who lives has a folder with a lock in it. */
    private void temporaryFiles(List<String> left) throws IOException {
        int folders = 0;
        for (String file : files(temporary)) {
            if (file.endsWith("/lock")) {
                folders++;
            } else {
                left.add("temporary file: " + file);
            }
        }
        if (folders != processes) {
            left.add("folders for temporary files: " + folders);
        }
    }

    private static List<String> files(Path directory) throws IOException {
        try (var found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .toList();
        }
    }
}
