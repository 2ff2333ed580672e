package dev.recto.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PageTaskTest {
    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
    private final UUID job = UUID.randomUUID();
    private final PageTask page =
            new PageTask(job, 5, 2, "key", "model", ReadOptions.DEFAULT, Instant.parse("2026-11-28T12:00:00Z"));

    @Test
    void aRunIsItsPagesOneByOne() {
        assertThat(page.run(3).each()).extracting(PageTask::page).containsExactly(5, 6, 7);
        assertThat(page.run(3).each()).first().isEqualTo(page);
        assertThat(page.run(3).each())
                .extracting(PageTask::id)
                .isEqualTo(page.id().run(3));
    }

    @Test
    void aDocumentIsNoRun() {
        TaskId document = new TaskId(job, null, 1);
        assertThat(document.run(4)).containsExactly(document);
    }

    @Test
    void whatOpensADocumentGoesWithAllItsPagesAndShowsNowhereElse() throws Exception {
        DocumentPassword password = new DocumentPassword("open sesame");
        PageTask opened = page.withPassword(password);
        DocumentTask document = new DocumentTask(job, 1, "key", 9, page.deadline())
                .withPassword(password)
                .withOnlyPage("model", ReadOptions.DEFAULT, Duration.ZERO);

        assertThat(opened.run(3).each()).extracting(PageTask::password).containsOnly(password);
        assertThat(document.onlyPage()).extracting(PageTask::password).isEqualTo(password);
        assertThat(json.readValue(json.writeValueAsString(opened), PageTask.class))
                .isEqualTo(opened);
        assertThat(json.readValue(json.writeValueAsString(document), DocumentTask.class))
                .isEqualTo(document);
        assertThat(opened + "" + document).doesNotContain("sesame");
        assertThat(json.writeValueAsString(page)).doesNotContain("password");
    }

    @Test
    void tasksSurviveTheWire() throws Exception {
        PageTask run = page.run(4);
        assertThat(json.readValue(json.writeValueAsString(run), PageTask.class)).isEqualTo(run);
        DocumentTask document = new DocumentTask(job, 1, "key", 9, page.deadline(), page, null);
        assertThat(json.readValue(json.writeValueAsString(document), DocumentTask.class))
                .isEqualTo(document);
    }
}
