package dev.recto.api.ocr;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Server-sent events on their way to a client, each of them at once. */
final class EventStream {
    private final OutputStream out;
    private final ObjectMapper json;

    EventStream(OutputStream out, ObjectMapper json) {
        this.out = out;
        this.json = json;
    }

    @FunctionalInterface
    interface Data {
        void write(JsonGenerator generator) throws IOException;
    }

    void send(String event, Optional<String> id, Data data) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.createGenerator(line)) {
            data.write(generator);
        }
        write(id.map(each -> "id: " + each + "\n").orElse("") + "event: " + event + "\ndata: ");
        line.writeTo(out);
        write("\n\n");
        out.flush();
    }

    /** Shows both sides that the other is still there. */
    void keepAlive() throws IOException {
        write(":\n\n");
        out.flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
