package dev.recto.api.jobs.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.ReadOptions;
import io.vertx.mutiny.sqlclient.Row;

/** How the pages of a job are to be read, as it is kept with the job. */
final class StoredOptions {
    private StoredOptions() {}

    /** @param job with its {@code read_options} */
    static ReadOptions of(Row job, ObjectMapper json) {
        try {
            return json.readValue(job.getString("read_options"), ReadOptions.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored options are not understood", e);
        }
    }
}
