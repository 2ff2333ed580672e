package dev.recto.api.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.background.Bell;
import dev.recto.api.database.Database;
import dev.recto.api.kafka.KafkaTopics;
import dev.recto.api.kafka.MessageSender;
import dev.recto.api.models.ServedModels;
import dev.recto.model.ServedModel;
import dev.recto.model.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sends what waits: one bell for the documents, one for the pages of each model that was ever served. */
@Singleton
class Relay {
    private final Database database;
    private final MessageSender sender;
    private final ServedModels models;
    private final KafkaTopics topics;
    private final ObjectMapper json;
    private final JobsConfig config;
    private final Map<String, Bell> pages = new ConcurrentHashMap<>();
    private volatile @Nullable Bell documents;
    private @Nullable Bell newModels;

    Relay(
            Database database,
            MessageSender sender,
            ServedModels models,
            KafkaTopics topics,
            ObjectMapper json,
            JobsConfig config) {
        this.database = database;
        this.sender = sender;
        this.models = models;
        this.topics = topics;
        this.json = json;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        newModels = new Bell("queues", config.poll(), this::openQueues);
        newModels.ring();
    }

    void stop(@Observes ShutdownEvent stopping) {
        pages.values().forEach(Bell::close);
        close(newModels);
        close(documents);
    }

    private static void close(@Nullable Bell bell) {
        if (bell != null) {
            bell.close();
        }
    }

    /** A document waits, or may be sent now. */
    void documents() {
        Bell bell = documents;
        if (bell != null) {
            bell.ring();
        }
    }

    /** A page of this model waits, or may be sent now. */
    void pages(String model) {
        Bell bell = pages.get(model);
        if (bell != null) {
            bell.ring();
        }
    }

    private void openQueues() {
        if (documents == null) {
            topics.ensure(List.of(Topics.DOCUMENTS, Topics.CANCEL));
            WorkQueue queue = new DocumentQueue(database, sender, models, config);
            documents = new Bell("documents", config.poll(), queue::send);
        }
        for (ServedModel model : models.all()) {
            if (!pages.containsKey(model.id())) {
                topics.ensure(List.of(Topics.pages(model.id())));
                WorkQueue queue = new PageQueue(model.id(), database, sender, models, json, config);
                pages.put(model.id(), new Bell("pages " + model.id(), config.poll(), queue::send));
            }
        }
    }
}
