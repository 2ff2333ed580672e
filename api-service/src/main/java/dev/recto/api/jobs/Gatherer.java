package dev.recto.api.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.background.Background;
import dev.recto.api.database.Database;
import dev.recto.api.jobs.GatherTable.Failed;
import dev.recto.api.jobs.GatherTable.Failure;
import dev.recto.api.jobs.GatherTable.Held;
import dev.recto.api.jobs.GatherTable.Opened;
import dev.recto.api.jobs.GatherTable.Read;
import dev.recto.api.jobs.GatherTable.Spent;
import dev.recto.api.limits.RateLimits;
import dev.recto.model.PageResult;
import dev.recto.model.TokenUsage;
import dev.recto.model.WorkerReply;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes a batch of replies down in one transaction, then wakes whoever waits for what follows. */
@Singleton
class Gatherer {
    private final Database database;
    private final Relay relay;
    private final JobNews news;
    private final RateLimits limits;
    private final JobMeters meters;
    private final UsageMeters usage;
    private final ObjectMapper json;
    private final JobsConfig config;

    Gatherer(
            Database database,
            Relay relay,
            JobNews news,
            RateLimits limits,
            JobMeters meters,
            UsageMeters usage,
            ObjectMapper json,
            JobsConfig config) {
        this.database = database;
        this.relay = relay;
        this.news = news;
        this.limits = limits;
        this.meters = meters;
        this.usage = usage;
        this.json = json;
        this.config = config;
    }

    private record Gathered(List<Moved> ended, List<Moved> progressed, Set<String> models, List<Spent> spent) {}

    void gather(List<WorkerReply> messages) {
        Replies replies = Replies.of(messages);
        Gathered gathered = Background.call(() ->
                database.transaction(sql -> write(replies, Replies.jobs(messages), new GatherTable(sql, meters))));
        news.ended(gathered.ended());
        news.progressed(gathered.progressed());
        gathered.models().forEach(relay::pages);
        gathered.spent().forEach(each -> usage.read(each.organisation(), each.model(), each.pages(), each.tokens()));
        if (!replies.probed().isEmpty() || !replies.refused().isEmpty()) {
            relay.documents();
        }
    }

    private Gathered write(Replies replies, UUID[] jobs, GatherTable table) {
        Map<UUID, Held> held = table.lock(jobs);
        List<Failure> failures = new ArrayList<>();
        table.open(opened(replies.probed(), held, failures));
        failures.addAll(refused(replies.refused(), Replies.jobs(replies.probed()), held));
        List<Moved> ended = new ArrayList<>(table.fail(failures));
        // Before the commit, so that the answer which it sets free already tells of these tokens
        List<Spent> spent = table.read(replies.read().stream().map(this::read).toList());
        spent.forEach(each -> limits.spend(each.apiKey(), each.tokens()));
        table.failed(
                replies.failed().stream()
                        .map(each -> new Failed(each.job(), each.page(), each.attempt(), each.fault()))
                        .toList(),
                config.attempts());
        if (!replies.read().isEmpty() || !replies.failed().isEmpty()) {
            ended.addAll(table.end(jobs));
        }
        Set<UUID> over = new HashSet<>();
        ended.forEach(job -> over.add(job.id()));
        List<Moved> progressed = held.values().stream()
                .map(Held::job)
                .filter(job -> !over.contains(job.id()))
                .toList();
        Set<String> models = new HashSet<>();
        held.values().forEach(job -> models.add(job.model()));
        return new Gathered(ended, progressed, models, spent);
    }

    private Read read(WorkerReply.PageRead reply) {
        TokenUsage usage = reply.result().usage();
        return new Read(
                reply.job(),
                reply.page(),
                write(reply.result()),
                (long) usage.promptTokens() + usage.completionTokens());
    }

    private List<Opened> opened(List<WorkerReply.DocumentProbed> probed, Map<UUID, Held> held, List<Failure> failures) {
        List<Opened> opened = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (WorkerReply.DocumentProbed each : probed) {
            Held job = held.get(each.job());
            if (job == null || !seen.add(job.id())) {
                continue;
            }
            switch (job.pages().resolve(each.pages().size(), config.maxPages())) {
                case PageSelection.Pages pages ->
                    opened.add(new Opened(
                            job.id(), each.kind().name(), each.pages().size(), pages.numbers()));
                case PageSelection.Refused refused -> failures.add(new Failure(job.id(), JobError.of(refused.code())));
            }
        }
        return opened;
    }

    /** The first answer about a document counts: what another worker could open is being read. */
    private static List<Failure> refused(
            List<WorkerReply.DocumentRefused> refused, UUID[] probed, Map<UUID, Held> held) {
        return refused.stream()
                .filter(each -> {
                    Held job = held.get(each.job());
                    return job != null
                            && job.state().isBeforeReading()
                            && !List.of(probed).contains(each.job());
                })
                .map(each -> new Failure(each.job(), JobError.of(each.fault())))
                .toList();
    }

    private String write(PageResult result) {
        try {
            return json.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
