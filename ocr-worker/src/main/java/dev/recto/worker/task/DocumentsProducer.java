package dev.recto.worker.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.worker.document.DocumentConfig;
import dev.recto.worker.document.DocumentCopies;
import dev.recto.worker.document.Documents;
import dev.recto.worker.document.PagePictures;
import dev.recto.worker.storage.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jboss.logging.Logger;

/** One {@link Documents} for the process; when too many drawings hang, the process ends to be started anew. */
@Dependent
class DocumentsProducer {
    private static final Logger LOG = Logger.getLogger(DocumentsProducer.class);

    @Produces
    @Singleton
    Documents documents(DocumentConfig config, ObjectStore store, MeterRegistry registry, Ending ending)
            throws IOException {
        Documents documents = Documents.create(config, store, () -> {
            LOG.error("Too many documents hang; the worker ends");
            ending.begin();
        });
        registry.gauge("recto.documents.abandoned", documents, Documents::abandoned);
        return documents;
    }

    @Produces
    @Singleton
    DocumentCopies copies(
            Documents documents, DocumentConfig config, ObjectStore store, ObjectMapper json, Ending ending) {
        return documents.copies(config, store, json, () -> {
            LOG.error("Too many copies of documents hang; the worker ends");
            ending.begin();
        });
    }

    @Produces
    @Singleton
    PagePictures pictures(Documents documents, DocumentConfig config, ObjectStore store) {
        return documents.pictures(config, store);
    }

    void close(@Disposes Documents documents) {
        documents.close();
    }
}
