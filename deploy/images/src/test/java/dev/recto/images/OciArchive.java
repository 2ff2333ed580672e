package dev.recto.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What an image's archive says of it.
 *
 * @param digest of its manifest
 */
record OciArchive(String digest, String architecture, List<String> environment, String user) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param folder that it is unpacked in */
    static OciArchive open(Path archive, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int result = new ProcessBuilder("tar", "--extract", "--file=" + archive, "--directory=" + folder)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (result != 0) {
            throw new IOException("tar failed: " + result);
        }
        String digest = JSON.readTree(folder.resolve("index.json").toFile())
                .at("/manifests/0/digest")
                .asText();
        JsonNode manifest = blob(folder, digest);
        JsonNode config = blob(folder, manifest.at("/config/digest").asText());
        return new OciArchive(
                digest,
                config.at("/architecture").asText(),
                texts(config.at("/config/Env")),
                config.at("/config/User").asText());
    }

    private static JsonNode blob(Path folder, String digest) throws IOException {
        return JSON.readTree(
                folder.resolve("blobs").resolve(digest.replace(':', '/')).toFile());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
