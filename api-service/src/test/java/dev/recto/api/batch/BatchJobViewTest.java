package dev.recto.api.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.batch.table.BatchFailure;
import dev.recto.api.batch.table.BatchJob;
import dev.recto.api.batch.table.BatchStatus;
import dev.recto.api.batch.table.RowTable.ErrorCount;
import dev.recto.api.contract.Contract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchJobViewTest {
    private static final UUID FILE = UUID.randomUUID();

    @Test
    void filesAreShownOnceTheJobHasEnded() throws JsonProcessingException {
        assertThat(json(job(null, null))).contains("\"output_file\":null", "\"completed_at\":null");
        assertThat(json(job(Instant.ofEpochSecond(7), null)))
                .contains("\"output_file\":\"" + FILE, "\"completed_at\":7");
    }

    @Test
    void errorsBeginWithTheJobsOwn() throws JsonProcessingException {
        assertThat(json(job(null, BatchFailure.INPUT_GONE)))
                .contains(
                        "\"errors\":[{\"message\":\"The file with the rows is gone.\",\"code\":\"file_not_found\",\"count\":1},"
                                + "{\"message\":\"Bad.\",\"code\":\"bad_request\",\"count\":2}]")
                .contains("\"completed_requests\":3", "\"metadata\":{\"a\":\"b\"}");
    }

    private static String json(BatchJob job) throws JsonProcessingException {
        String json = new ObjectMapper()
                .writeValueAsString(BatchJobView.of(job, List.of(new ErrorCount("Bad.", "bad_request", 2)), null));
        assertThat(Contract.violations("BatchJob", json)).isEmpty();
        return json;
    }

    private static BatchJob job(@Nullable Instant ended, @Nullable BatchFailure failure) {
        return new BatchJob(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                BatchStatus.RUNNING.name(),
                null,
                Map.of("a", "b"),
                List.of(),
                null,
                Instant.EPOCH,
                null,
                ended,
                4,
                1,
                2,
                failure,
                FILE,
                null);
    }
}
