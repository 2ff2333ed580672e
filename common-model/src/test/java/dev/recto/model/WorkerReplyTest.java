package dev.recto.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WorkerReplyTest {
    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

    @Test
    void everyReplySurvivesTheWire() throws Exception {
        var job = UUID.randomUUID();
        var result = new PageResult(
                "# Title",
                new PageDimensions(100, 200, 300),
                List.of(new Block(BlockType.TITLE, new Box(1, 2, 3, 4), 0, 7, null, new Confidence(0.9, 0.5))),
                List.of(),
                List.of(),
                null,
                List.of(new WordScore("Title", 0.9, 2)),
                null,
                TokenUsage.NONE,
                Set.of(PageFlag.ROTATED),
                12);
        for (WorkerReply reply : List.of(
                new WorkerReply.DocumentProbed(job, 1, DocumentKind.PDF, List.of(new PageSize(595, 842))),
                new WorkerReply.DocumentProbed(job, 1, DocumentKind.PNG, List.of(new PageSize(595, 842)))
                        .withOnlyPage(new WorkerReply.PageRead(job, 0, 1, "worker-1", result)),
                new WorkerReply.DocumentProbed(job, 1, DocumentKind.PNG, List.of(new PageSize(595, 842)))
                        .withOnlyPage(new WorkerReply.PageFailed(job, 0, 1, "worker-1", PageFault.UNDRAWABLE)),
                new WorkerReply.DocumentRefused(job, 1, DocumentFault.ENCRYPTED),
                new WorkerReply.PageRead(job, 3, 2, "worker-1", result),
                new WorkerReply.PageFailed(job, 3, 2, "worker-1", PageFault.ENGINE))) {
            assertThat(json.readValue(json.writeValueAsString(reply), WorkerReply.class))
                    .isEqualTo(reply);
        }
    }
}
