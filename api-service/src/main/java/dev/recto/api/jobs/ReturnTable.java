package dev.recto.api.jobs;

import dev.recto.api.jobs.DocumentTable.Failure;
import dev.recto.api.jobs.PageTable.Failed;
import dev.recto.api.postgres.Statements;
import dev.recto.api.reading.JobError;
import dev.recto.api.reading.JobState;
import dev.recto.model.DocumentFault;
import dev.recto.model.PageFault;
import dev.recto.model.TaskId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The statements about tasks that were sent and that nobody works on. Each takes many, of pages and documents, and each may come twice. */
public final class ReturnTable {
    private final Statements sql;

    public ReturnTable(Statements sql) {
        this.sql = sql;
    }

    /** @param failures those that are not tried again */
    public record Documents(int again, List<Failure> failures) {}

    /**
     * The tasks wait as if nobody had been asked. That one is given back may be heard before what sent it is committed; see
     * {@link PageTable#failed}.
     *
     * @return models of the pages
     */
    public Set<String> giveBack(Collection<TaskId> tasks) {
        Set<String> models = new HashSet<>();
        Tasks pages = Tasks.pages(tasks);
        if (!pages.isEmpty()) {
            sql.run("""
                    with held as materialized (
                        select id from job where id = any($1) order by id for update
                    )
                    update page_queue set state = 'WAITING', attempt = task.attempt - 1, deadline = null
                    from unnest($1::uuid[], $2::int[], $3::int[]) as task (job, number, attempt) join held on held.id = task.job
                    where page_queue.job = task.job and page_queue.number = task.number
                      and page_queue.attempt <= task.attempt returning page_queue.model""", pages.tuple()).forEach(row -> models.add(row.getString("model")));
        }
        Tasks documents = Tasks.documents(tasks);
        if (!documents.isEmpty()) {
            sql.run("""
                    update job set state = 'ACCEPTED', attempt = task.attempt - 1, deadline = null
                    from unnest($1::uuid[], $2::int[], $3::int[]) as task (job, number, attempt)
                    where job.id = task.job and job.attempt <= task.attempt and job.state in ('ACCEPTED', 'PROBING')""", documents.tuple());
        }
        return models;
    }

    /** Those of the pages that the very attempt was the last one at, and not answered. */
    public List<Failed> sentPages(Collection<TaskId> tasks) {
        List<Failed> sent = new ArrayList<>();
        Tasks pages = Tasks.pages(tasks);
        if (pages.isEmpty()) {
            return sent;
        }
        for (Row row : sql.run("""
                select page_queue.job, page_queue.number, page_queue.attempt from page_queue
                join unnest($1::uuid[], $2::int[], $3::int[]) as task (job, number, attempt) using (job, number, attempt)
                where state = 'SENT'""", pages.tuple())) {
            sent.add(new Failed(
                    row.getUUID("job"), row.getInteger("number"), row.getInteger("attempt"), PageFault.ENGINE));
        }
        return sent;
    }

    /** Has the documents wait again that the very attempt was the last one at, and not answered. */
    public Documents documents(Collection<TaskId> tasks, int attempts) {
        List<Failure> failures = new ArrayList<>();
        Tasks documents = Tasks.documents(tasks);
        if (documents.isEmpty()) {
            return new Documents(0, failures);
        }
        int again = 0;
        for (Row row : sql.run("""
                update job set state = case when job.attempt < $4 then 'ACCEPTED' else job.state end,
                               deadline = case when job.attempt >= $4 then deadline end
                from unnest($1::uuid[], $2::int[], $3::int[]) as task (job, number, attempt)
                where job.id = task.job and job.attempt = task.attempt and job.state = 'PROBING'
                returning job.id, job.state""", documents.tuple().addInteger(attempts))) {
            if (JobState.valueOf(row.getString("state")) == JobState.ACCEPTED) {
                again++;
            } else {
                failures.add(new Failure(row.getUUID("id"), JobError.of(DocumentFault.INVALID)));
            }
        }
        return new Documents(again, failures);
    }

    private record Tasks(List<TaskId> tasks) {
        static Tasks pages(Collection<TaskId> tasks) {
            return new Tasks(tasks.stream().filter(task -> task.page() != null).toList());
        }

        static Tasks documents(Collection<TaskId> tasks) {
            return new Tasks(tasks.stream().filter(task -> task.page() == null).toList());
        }

        boolean isEmpty() {
            return tasks.isEmpty();
        }

        Tuple tuple() {
            return Tuple.tuple()
                    .addArrayOfUUID(tasks.stream().map(TaskId::job).toArray(UUID[]::new))
                    .addArrayOfInteger(tasks.stream()
                            .map(task -> Objects.requireNonNullElse(task.page(), 0))
                            .toArray(Integer[]::new))
                    .addArrayOfInteger(tasks.stream().map(TaskId::attempt).toArray(Integer[]::new));
        }
    }
}
