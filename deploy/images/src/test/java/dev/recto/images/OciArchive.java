package dev.recto.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An image's archive, extracted, and what it says of the image.
 *
 * @param layout folder that it was extracted to
 * @param reference that the image has there
 * @param digest of its manifest
 */
record OciArchive(
        Path layout, String reference, String digest, String architecture, List<String> environment, String user) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param layout folder that it is extracted to */
    static OciArchive extract(Path archive, Path layout) throws IOException, InterruptedException {
        Files.createDirectories(layout);
        Command.run("tar", "--extract", "--file=" + archive, "--directory=" + layout);
        JsonNode image = JSON.readTree(layout.resolve("index.json").toFile()).at("/manifests/0");
        String digest = image.path("digest").asText();
        JsonNode manifest = blob(layout, digest);
        JsonNode config = blob(layout, manifest.at("/config/digest").asText());
        return new OciArchive(
                layout,
                image.path("annotations")
                        .path("org.opencontainers.image.ref.name")
                        .asText(),
                digest,
                config.at("/architecture").asText(),
                texts(config.at("/config/Env")),
                config.at("/config/User").asText());
    }

    /** @param bundle folder that gets the image's files, in {@code rootfs}, and how to run it */
    void unpack(Path bundle) throws IOException, InterruptedException {
        Command.run("umoci", "unpack", "--image", layout + ":" + reference, bundle.toString());
    }

    private static JsonNode blob(Path layout, String digest) throws IOException {
        return JSON.readTree(
                layout.resolve("blobs").resolve(digest.replace(':', '/')).toFile());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
