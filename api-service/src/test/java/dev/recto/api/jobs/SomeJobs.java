package dev.recto.api.jobs;

import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.postgres.Database;
import dev.recto.api.reading.CacheUse;
import dev.recto.api.reading.Job;
import dev.recto.api.reading.Lane;
import dev.recto.api.reading.NewJob;
import dev.recto.api.reading.PageSelection;
import dev.recto.api.tenancy.Caller;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.TraceParent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Jobs of the default organisation. */
@Singleton
public class SomeJobs {
    private final Jobs jobs;
    private final Database database;

    SomeJobs(Jobs jobs, Database database) {
        this.jobs = jobs;
        this.database = database;
    }

    /** For workers. */
    public UUID accept(String model) {
        return accept(model, false);
    }

    /** For an upstream. */
    public UUID forward(String model) {
        return accept(model, true);
    }

    /** For workers, some of its pages only. */
    public UUID accept(String model, PageSelection pages) {
        return accept(model, false, pages);
    }

    private UUID accept(String model, boolean forwarded) {
        return accept(model, forwarded, new PageSelection.All());
    }

    private UUID accept(String model, boolean forwarded, PageSelection pages) {
        UUID id = TimeOrderedId.next();
        jobs.accept(new NewJob(
                id,
                caller(),
                Lane.INTERACTIVE,
                model,
                forwarded,
                "nothing",
                1,
                pages,
                ReadOptions.DEFAULT,
                "{}",
                TraceParent.NONE,
                null,
                null,
                null,
                CacheUse.NONE));
        return id;
    }

    public Job find(UUID id) {
        return jobs.find(caller().organisation(), id);
    }

    public Job cancel(UUID id) {
        return jobs.cancel(caller().organisation(), id);
    }

    private Caller caller() {
        Row key = database.run("select id, organisation, project from api_key where name = 'bootstrap'", Tuple.tuple())
                .iterator()
                .next();
        return new Caller(key.getUUID("id"), key.getUUID("organisation"), key.getUUID("project"), true);
    }
}
