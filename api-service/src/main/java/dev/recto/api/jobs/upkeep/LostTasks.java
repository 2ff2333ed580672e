package dev.recto.api.jobs.upkeep;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.jobs.DocumentTable;
import dev.recto.api.jobs.JobMeters;
import dev.recto.api.jobs.JobNews;
import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.jobs.Moved;
import dev.recto.api.jobs.PageTable;
import dev.recto.api.jobs.ReturnTable;
import dev.recto.api.jobs.dispatch.Relay;
import dev.recto.api.postgres.Database;
import dev.recto.model.TaskId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Has the tasks of workers that are gone wait again, as failed attempts: what ends its workers must come to an end itself. Every pod does so; the
 * first one counts.
 */
@Singleton
class LostTasks implements Chore {
    private static final Logger LOG = Logger.getLogger(LostTasks.class);

    /** At a time; more wait for the next one. */
    private static final int BATCH = 500;

    private final Database database;
    private final Relay relay;
    private final UnansweredPages unanswered;
    private final JobNews news;
    private final JobMeters meters;
    private final JobsConfig config;
    private final Set<TaskId> lost = ConcurrentHashMap.newKeySet();
    private final Bell bell;

    LostTasks(
            Database database,
            Relay relay,
            UnansweredPages unanswered,
            JobNews news,
            JobMeters meters,
            JobsConfig config) {
        this.database = database;
        this.relay = relay;
        this.unanswered = unanswered;
        this.news = news;
        this.meters = meters;
        this.config = config;
        this.bell = new Bell("tasks of lost workers", config.sweep(), this::write);
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell);
    }

    void add(Collection<TaskId> tasks) {
        if (lost.addAll(tasks)) {
            bell.ring();
        }
    }

    private void write() {
        while (!lost.isEmpty()) {
            List<TaskId> some = lost.stream().limit(BATCH).toList();
            int again = write(some);
            some.forEach(lost::remove);
            if (again > 0) {
                LOG.infof("Workers are gone, and with them this many tasks: %d", again);
            }
        }
    }

    private int write(List<TaskId> tasks) {
        DocumentTable opened = new DocumentTable(database, meters);
        ReturnTable returned = new ReturnTable(database);
        ReturnTable.Documents documents = returned.documents(tasks, config.attempts());
        if (documents.again() > 0) {
            relay.documents();
        }
        List<Moved> ended = new ArrayList<>(opened.refuse(documents.failures()));
        List<PageTable.Failed> pages = returned.sentPages(tasks);
        ended.addAll(unanswered.fail(pages));
        news.ended(ended);
        return pages.size() + documents.again() + documents.failures().size();
    }
}
