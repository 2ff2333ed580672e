package dev.recto.api.jobs;

import dev.recto.api.database.Database;
import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.tenancy.Caller;
import dev.recto.model.ReadOptions;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Jobs of the default organisation for upstreams that only a test knows. */
@Singleton
class SomeForwardedJobs {
    private final Jobs jobs;
    private final Database database;

    SomeForwardedJobs(Jobs jobs, Database database) {
        this.jobs = jobs;
        this.database = database;
    }

    UUID accept(String model) {
        UUID id = TimeOrderedId.next();
        jobs.accept(new NewJob(
                id,
                caller(),
                Lane.INTERACTIVE,
                model,
                true,
                "nothing",
                1,
                new PageSelection.All(),
                ReadOptions.DEFAULT,
                "{}"));
        return id;
    }

    Job find(UUID id) {
        return jobs.find(caller().organisation(), id);
    }

    Job cancel(UUID id) {
        return jobs.cancel(caller().organisation(), id);
    }

    private Caller caller() {
        Row key = database.run("select id, organisation, project from api_key where name = 'bootstrap'", Tuple.tuple())
                .iterator()
                .next();
        return new Caller(key.getUUID("id"), key.getUUID("organisation"), key.getUUID("project"), true);
    }
}
