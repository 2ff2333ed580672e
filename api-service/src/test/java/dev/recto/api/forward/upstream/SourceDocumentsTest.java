package dev.recto.api.forward.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.PartsResource;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.reading.Lane;
import dev.recto.api.reading.PageSelection;
import dev.recto.api.storage.ObjectNotFoundException;
import dev.recto.api.storage.ObjectStore;
import dev.recto.model.DocumentKind;
import dev.recto.model.ObjectKeys;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.TraceParent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class SourceDocumentsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    ObjectStore store;

    @Test
    void aDocumentIsFoundWithItsKindAndSize() {
        String pdf = "%PDF-1.7 and so on";
        SourceDocument document = new SourceDocuments(store).find(stored(pdf));

        assertThat(document.kind()).isEqualTo(DocumentKind.PDF);
        assertThat(document.size()).isEqualTo(pdf.length());
        assertThat(text(document)).isEqualTo(pdf);
    }

    /** One that is opened would hold a connection to the store, however long nobody takes it. */
    @Test
    void aDocumentIsNotOpenedBeforeItIsTaken() {
        ForwardedJob job = stored("%PDF-1.7 and so on");
        SourceDocument document = new SourceDocuments(store).find(job);
        store.delete(job.objectKey()).await().atMost(SOON);

        assertThatThrownBy(() -> text(document))
                .isInstanceOf(StoreFailedException.class)
                .hasCauseInstanceOf(ObjectNotFoundException.class);
    }

    @Test
    void whatIsNoneIsRefused() {
        assertThatThrownBy(() -> new SourceDocuments(store).find(stored("no document")))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT));
    }

    private ForwardedJob stored(String content) {
        UUID id = TimeOrderedId.next();
        String key = ObjectKeys.source(id, id);
        store.put(key, content.getBytes(UTF_8)).await().atMost(SOON);
        return new ForwardedJob(
                id,
                id,
                id,
                1,
                0,
                Lane.INTERACTIVE,
                "docling/x",
                key,
                content.length(),
                new PageSelection.All(),
                ReadOptions.DEFAULT,
                "{}",
                TraceParent.NONE);
    }

    private static String text(SourceDocument document) {
        return document.bytes().collect().asList().await().atMost(SOON).stream()
                .map(Buffer::toString)
                .collect(Collectors.joining());
    }
}
