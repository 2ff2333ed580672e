package dev.recto.api.jobs.gather;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.background.Background;
import dev.recto.api.jobs.DocumentTable;
import dev.recto.api.jobs.DocumentTable.Document;
import dev.recto.api.jobs.DocumentTable.Failure;
import dev.recto.api.jobs.DocumentTable.Opened;
import dev.recto.api.jobs.JobMeters;
import dev.recto.api.jobs.JobNews;
import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.jobs.Moved;
import dev.recto.api.jobs.OnlyPageTable;
import dev.recto.api.jobs.OnlyPageTable.OnlyPage;
import dev.recto.api.jobs.PageTable;
import dev.recto.api.jobs.PageTable.Failed;
import dev.recto.api.jobs.PageTable.Spent;
import dev.recto.api.jobs.ResultCache;
import dev.recto.api.jobs.ReturnTable;
import dev.recto.api.jobs.UsageMeters;
import dev.recto.api.jobs.WrittenPage;
import dev.recto.api.jobs.dispatch.Relay;
import dev.recto.api.limits.Allowances;
import dev.recto.api.postgres.Database;
import dev.recto.api.reading.JobError;
import dev.recto.model.PageFault;
import dev.recto.model.TaskId;
import dev.recto.model.WorkerReply;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a batch of replies down, then wakes whoever waits for what follows. */
@Singleton
public class Gatherer {
    private final Database database;
    private final Relay relay;
    private final JobNews news;
    private final Allowances allowances;
    private final JobMeters meters;
    private final UsageMeters usage;
    private final ObjectMapper json;
    private final JobsConfig config;
    private final ResultCache cache;

    Gatherer(
            Database database,
            Relay relay,
            JobNews news,
            Allowances allowances,
            JobMeters meters,
            UsageMeters usage,
            ObjectMapper json,
            JobsConfig config,
            ResultCache cache) {
        this.database = database;
        this.relay = relay;
        this.news = news;
        this.allowances = allowances;
        this.meters = meters;
        this.usage = usage;
        this.json = json;
        this.config = config;
        this.cache = cache;
    }

    /** Each kind of reply is a statement of its own: a batch of which some are written down already comes again as a whole. */
    public void gather(List<WorkerReply> messages) {
        Background.run(() -> {
            Replies all = Replies.of(messages);
            cache.learn(all.probed());
            Replies replies = readAtOnce(all);
            DocumentTable documents = new DocumentTable(database, meters);
            open(replies.probed(), documents);
            refuse(replies.refused(), documents);
            PageTable pages = new PageTable(database, meters);
            List<Moved> progressed = new ArrayList<>(read(replies.read(), pages));
            progressed.addAll(fail(replies.failed(), pages));
            giveBack(replies.returned(false));
            progressed.addAll(tryAgain(replies.returned(true), documents, pages));
            end(replies, progressed, pages);
        });
    }

    /** @return what is still to be written down when the documents are that were read as they were opened */
    private Replies readAtOnce(Replies replies) {
        Map<UUID, OnlyPage> pages = new LinkedHashMap<>();
        List<WrittenPage> read = new ArrayList<>();
        for (WorkerReply.DocumentProbed each : replies.probed()) {
            if (each.onlyPage() instanceof WorkerReply.PageRead page) {
                WrittenPage written = written(page);
                pages.putIfAbsent(each.job(), new OnlyPage(each.kind().name(), written.read()));
                read.add(written);
            }
        }
        if (pages.isEmpty()) {
            return replies.without(Set.of());
        }
        List<Spent> spent = new OnlyPageTable(database, meters).read(List.copyOf(pages.values()));
        cache.keep(read);
        spent.forEach(this::spend);
        List<Moved> ended = spent.stream().map(Spent::job).toList();
        news.ended(ended);
        if (spent.stream().anyMatch(Spent::more)) {
            relay.documents();
        }
        return replies.without(ended.stream().map(Moved::id).collect(Collectors.toSet()));
    }

    private void open(List<WorkerReply.DocumentProbed> probed, DocumentTable table) {
        Map<UUID, Document> documents = new LinkedHashMap<>();
        probed.forEach(each -> documents.putIfAbsent(
                each.job(),
                new Document(each.job(), each.kind().name(), each.pages().size())));
        if (documents.isEmpty()) {
            return;
        }
        Opened opened = table.open(List.copyOf(documents.values()), config.maxPages());
        ResultCache.Known known = cache.take(documents.keySet());
        opened.models().forEach(relay::pages);
        if (opened.more()) {
            relay.documents();
        }
        news.ended(opened.ended());
        news.ended(known.ended());
        news.progressed(opened.reading());
        news.progressed(known.progressed());
    }

    private void refuse(List<WorkerReply.DocumentRefused> refused, DocumentTable table) {
        if (!refused.isEmpty()) {
            news.ended(table.refuse(refused.stream()
                    .map(each -> new Failure(each.job(), JobError.of(each.fault())))
                    .toList()));
            relay.documents();
        }
    }

    /** Before the jobs end, so that the answers which this sets free already tell of these tokens. */
    private List<Moved> read(List<WorkerReply.PageRead> read, PageTable table) {
        if (read.isEmpty()) {
            return List.of();
        }
        List<WrittenPage> written = read.stream().map(this::written).toList();
        List<Spent> spent = table.read(written.stream().map(WrittenPage::read).toList());
        cache.keep(written);
        for (Spent each : spent) {
            spend(each);
            if (each.more()) {
                relay.pages(each.model());
            }
        }
        return spent.stream().map(Spent::job).toList();
    }

    private void spend(Spent read) {
        allowances.spend(read.apiKey(), read.tokens());
        usage.read(read.organisation(), read.model(), read.pages(), read.tokens());
    }

    private List<Moved> fail(List<WorkerReply.PageFailed> failed, PageTable table) {
        return fail(
                failed.stream()
                        .map(each -> new Failed(each.job(), each.page(), each.attempt(), each.fault()))
                        .toList(),
                config.attempts(),
                table);
    }

    private List<Moved> fail(List<Failed> pages, int attempts, PageTable table) {
        List<Moved> progressed = new ArrayList<>();
        table.failed(pages, attempts, (job, model) -> {
            progressed.add(job);
            relay.pages(model);
        });
        return progressed;
    }

    private void giveBack(List<TaskId> tasks) {
        if (!tasks.isEmpty()) {
            new ReturnTable(database).giveBack(tasks).forEach(relay::pages);
            relay.documents();
        }
    }

    /** Whether a page breaks engines, or only was in one that broke, is not known: it has twice as many attempts. */
    private List<Moved> tryAgain(List<TaskId> begun, DocumentTable opened, PageTable pages) {
        ReturnTable.Documents documents = new ReturnTable(database).documents(begun, config.attempts());
        if (documents.again() > 0) {
            relay.documents();
        }
        news.ended(opened.refuse(documents.failures()));
        return fail(failedWithTheEngine(begun), 2 * config.attempts(), pages);
    }

    private void end(Replies replies, List<Moved> progressed, PageTable table) {
        UUID[] jobs = Stream.of(replies.read(), replies.failed(), replies.returned())
                .flatMap(List::stream)
                .map(WorkerReply::job)
                .distinct()
                .toArray(UUID[]::new);
        if (jobs.length > 0) {
            List<Moved> ended = table.end(jobs);
            news.ended(ended);
            Set<UUID> over = ended.stream().map(Moved::id).collect(Collectors.toSet());
            news.progressed(
                    progressed.stream().filter(job -> !over.contains(job.id())).toList());
        }
    }

    private static List<Failed> failedWithTheEngine(List<TaskId> tasks) {
        List<Failed> pages = new ArrayList<>();
        for (TaskId task : tasks) {
            Integer page = task.page();
            if (page != null) {
                pages.add(new Failed(task.job(), page, task.attempt(), PageFault.ENGINE));
            }
        }
        return pages;
    }

    private WrittenPage written(WorkerReply.PageRead page) {
        try {
            return new WrittenPage(page, json.writeValueAsString(page.result()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
