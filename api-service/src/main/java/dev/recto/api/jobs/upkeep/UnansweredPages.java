package dev.recto.api.jobs.upkeep;

import dev.recto.api.jobs.JobMeters;
import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.jobs.Moved;
import dev.recto.api.jobs.PageTable;
import dev.recto.api.jobs.PageTable.Failed;
import dev.recto.api.jobs.dispatch.Relay;
import dev.recto.api.postgres.Database;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Has pages that nobody answers wait again, or gives them up. */
@Singleton
class UnansweredPages {
    private final Database database;
    private final Relay relay;
    private final JobMeters meters;
    private final JobsConfig config;

    UnansweredPages(Database database, Relay relay, JobMeters meters, JobsConfig config) {
        this.database = database;
        this.relay = relay;
        this.meters = meters;
        this.config = config;
    }

    /**
     * INVARIANT: the last page of a job is given up in the transaction that ends the job, for nobody would look at it again.
     *
     * @return jobs that ended by it
     */
    List<Moved> fail(List<Failed> pages) {
        if (pages.isEmpty()) {
            return List.of();
        }
        Set<String> models = new HashSet<>();
        List<Moved> ended = database.transaction(sql -> {
            PageTable table = new PageTable(sql, meters);
            table.failed(pages, config.attempts(), (job, model) -> {
                models.add(model);
                sql.afterCommit(() -> meters.unanswered(model));
            });
            return table.end(pages.stream().map(Failed::job).distinct().toArray(UUID[]::new));
        });
        models.forEach(relay::pages);
        return ended;
    }
}
