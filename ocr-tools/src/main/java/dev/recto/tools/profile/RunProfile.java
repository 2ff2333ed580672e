package dev.recto.tools.profile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last run of a session: of a decoder that is a step of decoding. Of a device it says how long the host took to launch
 * what the nodes do, not how long the device was at it.
 *
 * @param runs of the session, this one included
 * @param microseconds of the whole run
 * @param operators the slowest first
 */
public record RunProfile(int runs, long microseconds, List<OperatorTotal> operators) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a profile as ONNX Runtime writes it (an array of trace events, a run behind its nodes), of any length.
     *
     * @throws IOException also where the file is not one, or holds no run
     */
    public static RunProfile of(Path file) throws IOException {
        int runs = 0;
        RunProfile last = null;
        Map<String, OperatorTotal> totals = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("no profile: " + file.getFileName());
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonNode event = JSON.readTree(parser);
                if (event.path("name").asText().equals("model_run")) {
                    last = new RunProfile(++runs, event.path("dur").asLong(), sorted(totals.values()));
                    totals.clear();
                } else if (event.path("cat").asText().equals("Node")) {
                    OperatorTotal node = node(event);
                    totals.merge(node.operator() + " " + node.provider(), node, OperatorTotal::plus);
                }
            }
        }
        if (last == null) {
            throw new IOException("no run in the profile " + file.getFileName());
        }
        return last;
    }

    public int nodes() {
        return operators.stream().mapToInt(OperatorTotal::nodes).sum();
    }

    private static OperatorTotal node(JsonNode event) {
        JsonNode arguments = event.path("args");
        long bytes = 0;
        for (String part : List.of("activation_size", "parameter_size", "output_size")) {
            bytes += arguments.path(part).asLong();
        }
        return new OperatorTotal(
                arguments.path("op_name").asText(),
                arguments.path("provider").asText(),
                1,
                event.path("dur").asLong(),
                bytes);
    }

    private static List<OperatorTotal> sorted(Collection<OperatorTotal> totals) {
        return totals.stream()
                .sorted(Comparator.comparingLong(OperatorTotal::microseconds).reversed())
                .toList();
    }
}
