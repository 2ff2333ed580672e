package dev.recto.api.jobs.dispatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.background.BackgroundConfig;
import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.jobs.JobMeters;
import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.jobs.Waiting;
import dev.recto.api.messaging.KafkaTopics;
import dev.recto.api.messaging.MessageSender;
import dev.recto.api.models.ServedModels;
import dev.recto.api.postgres.Database;
import dev.recto.model.DocumentTask;
import dev.recto.model.PageTask;
import dev.recto.model.ServedModel;
import dev.recto.model.Topics;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sends what waits: one bell for the documents, one for the pages of each model that was ever served. */
@Singleton
public class Relay implements Chore {
    private final Database database;
    private final MessageSender sender;
    private final ServedModels models;
    private final KafkaTopics topics;
    private final ObjectMapper json;
    private final JobsConfig config;
    private final BackgroundConfig background;
    private final JobMeters meters;
    private final Map<String, Dispatch<PageTask>> pages = new ConcurrentHashMap<>();
    private volatile @Nullable Dispatch<DocumentTask> documents;
    private final Bell queues;

    Relay(
            Database database,
            MessageSender sender,
            ServedModels models,
            KafkaTopics topics,
            ObjectMapper json,
            JobsConfig config,
            BackgroundConfig background,
            JobMeters meters) {
        this.database = database;
        this.sender = sender;
        this.models = models;
        this.topics = topics;
        this.json = json;
        this.config = config;
        this.background = background;
        this.meters = meters;
        this.queues = new Bell("queues", config.poll(), this::followModels);
        queues.ring();
    }

    @Override
    public List<Bell> bells() {
        return List.of(queues);
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (documents != null) {
            documents.close();
        }
        pages.values().forEach(Dispatch::close);
    }

    void hear(@Observes Waiting.Documents waiting) {
        documents();
    }

    void hear(@Observes Waiting.Pages waiting) {
        pages(waiting.model());
    }

    /** A document waits, or may be sent now. */
    public void documents() {
        Dispatch<DocumentTask> dispatch = documents;
        if (dispatch != null) {
            dispatch.ring();
        }
    }

    /** A page of this model waits, or may be sent now. */
    public void pages(String model) {
        Dispatch<PageTask> dispatch = pages.get(model);
        if (dispatch != null) {
            dispatch.ring();
        }
    }

    private void followModels() {
        openQueues();
        Dispatch<DocumentTask> first = documents;
        if (first != null) {
            first.ringIfWindowChanged();
        }
        pages.values().forEach(Dispatch::ringIfWindowChanged);
    }

    private void openQueues() {
        if (documents == null) {
            topics.ensure(List.of(Topics.DOCUMENTS, Topics.CANCEL));
            documents = dispatch(new DocumentQueue(models, json, config));
        }
        for (ServedModel model : models.all()) {
            if (!pages.containsKey(model.id())) {
                meters.served(model.id());
                pages.put(model.id(), dispatch(new PageQueue(model.id(), models, json, config)));
            }
        }
    }

    private <T> Dispatch<T> dispatch(WorkQueue<T> queue) {
        return new Dispatch<>(queue, database, sender, meters, background.pace(config.poll()));
    }
}
