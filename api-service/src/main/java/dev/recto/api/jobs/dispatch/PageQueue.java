package dev.recto.api.jobs.dispatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.jobs.Reached;
import dev.recto.api.messaging.Outgoing;
import dev.recto.api.models.Fleet;
import dev.recto.api.models.ServedModels;
import dev.recto.api.postgres.Database;
import dev.recto.api.postgres.Database.Sql;
import dev.recto.model.PageTask;
import dev.recto.model.Topics;
import dev.recto.tracing.TraceParent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Pages of one model that wait to be read. The lanes go in order; within a lane a free place goes to the organisation with
 * the fewest pages under way; within an organisation to the page with the lowest turn, a page's turn being the lowest one
 * that waited when its job came plus its rank in the job, so that jobs take turns and none starves. INVARIANT: over all
 * pods no more pages are under way than the window, since only the holder of the model's lock claims.
 */
final class PageQueue implements WorkQueue<PageTask> {
    private final String model;
    private final ServedModels models;
    private final ObjectMapper json;
    private final JobsConfig config;

    PageQueue(String model, ServedModels models, ObjectMapper json, JobsConfig config) {
        this.model = model;
        this.models = models;
        this.json = json;
        this.config = config;
    }

    @Override
    public String topic() {
        return Topics.pages(model);
    }

    @Override
    public List<String> topics() {
        return Stream.concat(
                        Stream.of(topic()),
                        models.queues(model).stream().map(share -> Topics.pages(model, share.queue())))
                .distinct()
                .toList();
    }

    @Override
    public int window() {
        return models.slots(model) * config.windowPerSlot();
    }

    @Override
    public boolean anyWaits(Database database) {
        return database.run(
                        "select exists (select from page_queue where model = $1 and state = 'WAITING') as so",
                        Tuple.of(model))
                .iterator()
                .next()
                .getBoolean("so");
    }

    @Override
    public Optional<List<Claim<PageTask>>> claim(Sql sql, int window) {
        List<PageTask> pages = new ArrayList<>();
        Map<UUID, TraceParent> traces = new HashMap<>();
        long underWay = 0;
        for (Row row : sql.run(
                "select *, " + StoredPassword.of("job") + " from hand_out_pages($1, $2, $3) as handed_out",
                Tuple.of(model, window, config.pageTimeout().toMillis()))) {
            if (!row.getBoolean("mine")) {
                return Optional.empty();
            }
            PageTask page = page(row);
            pages.add(page);
            traces.put(page.job(), TraceParent.parse(row.getString("trace_parent")));
            underWay = row.getLong("under_way");
        }
        QueueChoice choice = new QueueChoice(models.queues(model), ThreadLocalRandom.current());
        return Optional.of(tasks(pages, underWay).stream()
                .map(task -> new Claim<>(
                        new Outgoing<>(
                                Topics.pages(model, choice.next()),
                                task.job() + "/" + task.page(),
                                task,
                                traces.getOrDefault(task.job(), TraceParent.NONE)),
                        Optional.<Reached>empty()))
                .toList());
    }

    private List<PageTask> tasks(List<PageTask> pages, long underWay) {
        Fleet fleet = models.fleet(model);
        int free = (int) Math.clamp(fleet.slots() - underWay, 0, pages.size());
        return Runs.of(pages, free, fleet.longestRun(free, config.longestRun()));
    }

    @Override
    public void giveBack(Sql sql, List<PageTask> tasks) {
        List<PageTask> pages =
                tasks.stream().flatMap(task -> task.each().stream()).toList();
        sql.run(
                """
                update page_queue set state = 'WAITING', attempt = page_queue.attempt - 1, deadline = null
                from unnest($1::uuid[], $2::int[]) as task (job, number)
                where page_queue.job = task.job and page_queue.number = task.number""",
                Tuple.tuple()
                        .addArrayOfUUID(pages.stream().map(PageTask::job).toArray(UUID[]::new))
                        .addArrayOfInteger(pages.stream().map(PageTask::page).toArray(Integer[]::new)));
    }

    private PageTask page(Row row) {
        PageTask task = new PageTask(
                row.getUUID("job"),
                row.getInteger("number"),
                row.getInteger("attempt"),
                row.getString("object_key"),
                model,
                StoredOptions.of(row, json),
                row.getOffsetDateTime("deadline").toInstant());
        return task.withPassword(StoredPassword.of(row));
    }
}
