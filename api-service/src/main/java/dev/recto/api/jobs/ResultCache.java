package dev.recto.api.jobs;

import dev.recto.api.background.Outage;
import dev.recto.api.jobs.CacheTable.Answered;
import dev.recto.api.jobs.CacheTable.Opened;
import dev.recto.api.jobs.CacheTable.Page;
import dev.recto.api.models.ServedModels;
import dev.recto.api.postgres.Database;
import dev.recto.api.reading.CacheUse;
import dev.recto.api.reading.NewJob;
import dev.recto.api.storage.Checksum;
import dev.recto.model.ModelVersion;
import dev.recto.model.PageFlag;
import dev.recto.model.ServedModel;
import dev.recto.model.WorkerReply;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers with what was read before, for the same organisation. INVARIANT: only while all workers of a model are of one version, with what that
 * one has read. Whatever goes wrong here, pages are read as if there were no cache.
 */
@Singleton
public class ResultCache {
    /** What might come out better, or otherwise, the next time. */
    private static final Set<PageFlag> UNSETTLED = EnumSet.of(
            PageFlag.REPETITION, PageFlag.RETRIED, PageFlag.TRUNCATED, PageFlag.INCOMPLETE, PageFlag.PIXELS_MISSING);

    private final Database database;
    private final ServedModels models;
    private final CacheConfig config;
    private final JobsConfig jobs;
    private final CacheMeters meters;
    private final JobMeters jobMeters;
    private final Outage outage = new Outage("the cache of results");

    ResultCache(
            Database database,
            ServedModels models,
            CacheConfig config,
            JobsConfig jobs,
            CacheMeters meters,
            JobMeters jobMeters) {
        this.database = database;
        this.models = models;
        this.config = config;
        this.jobs = jobs;
        this.meters = meters;
        this.jobMeters = jobMeters;
    }

    /** The job that was accepted, if it has ended by this. */
    Optional<Moved> answer(NewJob job) {
        Optional<String> version = job.cache() == CacheUse.LOOK_UP ? version(job.model()) : Optional.empty();
        if (version.isEmpty()) {
            return Optional.empty();
        }
        Optional<Answered> answered = orElse(
                Optional.empty(),
                () -> new CacheTable(database, jobMeters)
                        .answer(job.id(), version.get(), config.expiry(), jobs.maxPages()));
        meters.lookedUp(answered.isPresent());
        answered.ifPresent(each -> meters.answered(each.pages()));
        return answered.map(Answered::job);
    }

    /** To be called before the pages of these documents are kept or answered. */
    public void learn(List<WorkerReply.DocumentProbed> documents) {
        if (!documents.isEmpty() && !versions().isEmpty()) {
            run(() -> new CacheTable(database, jobMeters)
                    .learn(documents.stream()
                            .map(each -> new Opened(
                                    each.job(), each.kind().name(), each.pages().size(), each.contents()))
                            .toList()));
        }
    }

    /** Jobs that got on by what is known of their pages, and those of them that have ended. */
    public record Known(List<Moved> progressed, List<Moved> ended) {
        private static final Known NOTHING = new Known(List.of(), List.of());
    }

    /** Answers what is known of documents that were opened. */
    public Known take(Collection<UUID> opened) {
        Map<String, String> versions = versions();
        if (versions.isEmpty() || opened.isEmpty()) {
            return Known.NOTHING;
        }
        return orElse(
                Known.NOTHING,
                () -> database.transaction(sql -> {
                    List<Answered> answered =
                            new CacheTable(sql, jobMeters).take(opened.toArray(UUID[]::new), versions, config.expiry());
                    if (answered.isEmpty()) {
                        return Known.NOTHING;
                    }
                    sql.afterCommit(() -> answered.forEach(each -> meters.answered(each.pages())));
                    List<Moved> all = answered.stream().map(Answered::job).toList();
                    List<Moved> ended = new PageTable(sql, jobMeters).end(MovedJobs.ids(all, Moved::id));
                    Set<UUID> over = ended.stream().map(Moved::id).collect(Collectors.toSet());
                    return new Known(
                            all.stream().filter(job -> !over.contains(job.id())).toList(), ended);
                }));
    }

    /** To be called when the pages are written down, and before anybody is told. */
    public void keep(List<WrittenPage> pages) {
        List<Page> some = config.enabled()
                ? pages.stream()
                        .filter(page -> isSettled(page.page()))
                        .map(ResultCache::page)
                        .toList()
                : List.of();
        if (!some.isEmpty()) {
            run(() -> meters.kept(new CacheTable(database, jobMeters).keep(some)));
        }
    }

    private boolean isSettled(WorkerReply.PageRead page) {
        return counts(page.version()) && page.result().flags().stream().noneMatch(UNSETTLED::contains);
    }

    private static Page page(WrittenPage written) {
        WorkerReply.PageRead page = written.page();
        return new Page(
                page.job(),
                page.page(),
                page.version() == null ? "" : page.version().digest(),
                Checksum.sha256(written.result().getBytes(StandardCharsets.UTF_8)),
                !page.result().pictures().isEmpty());
    }

    private Optional<String> version(String model) {
        return config.enabled() ? models.find(model).flatMap(this::version) : Optional.empty();
    }

    private Map<String, String> versions() {
        Map<String, String> versions = new HashMap<>();
        if (config.enabled()) {
            models.all().forEach(model -> version(model).ifPresent(version -> versions.put(model.id(), version)));
        }
        return versions;
    }

    private Optional<String> version(ServedModel model) {
        return Optional.ofNullable(model.version()).filter(this::counts).map(ModelVersion::digest);
    }

    private boolean counts(@Nullable ModelVersion version) {
        return version != null && (config.sampled() || !version.sampled());
    }

    private void run(Runnable work) {
        orElse(Optional.empty(), () -> {
            work.run();
            return Optional.empty();
        });
    }

    private <T> T orElse(T otherwise, Supplier<T> work) {
        try {
            T result = work.get();
            outage.over();
            return result;
        } catch (RuntimeException e) {
            outage.failed(e);
            return otherwise;
        }
    }
}
