package dev.recto.api.jobs.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.jobs.SomeJobs;
import dev.recto.api.jobs.gather.Gatherer;
import dev.recto.api.reading.Job;
import dev.recto.api.reading.JobState;
import dev.recto.model.DocumentKind;
import dev.recto.model.PageSize;
import dev.recto.model.TaskId;
import dev.recto.model.WorkerReply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One process is about to fail a document whose last attempt is lost while another one writes down that it opened. The database
 * holds the former's statement where it has begun and seen nothing of that.
 */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class OpenedAfterAllTest {
    private static final int HELD = 4711;
    private static final int LAST_ATTEMPT = 3;

    @Inject
    LostTasks lost;

    @Inject
    Gatherer gatherer;

    @Inject
    SomeJobs some;

    @Inject
    TestDatabase database;

    @Inject
    DataSource connections;

    private UUID job;

    @BeforeEach
    void sendForTheLastTime() {
        job = some.accept("nobody/reads");
        database.execute("update job set state = 'PROBING', attempt = " + LAST_ATTEMPT + " where id = '" + job + "'");
        database.execute("""
                create or replace function hold_failures() returns trigger language plpgsql as $$ begin
                    if current_query() like '%%with failed as%%' then perform pg_advisory_xact_lock(%d); end if;
                    return null;
                end $$""".formatted(HELD));
        database.execute("create or replace trigger hold_failures before update on job"
                + " for each statement execute function hold_failures()");
    }

    @AfterEach
    void heal() {
        database.execute("drop trigger hold_failures on job");
        some.cancel(job);
    }

    @Test
    void itIsReadThoughItsWorkerIsGone() throws SQLException {
        assertIsRead(() -> lost.add(List.of(task())));
    }

    @Test
    void itIsReadThoughAnEngineBroke() throws SQLException {
        assertIsRead(() -> gatherer.gather(List.of(new WorkerReply.TaskReturned(task(), "fake", true))));
    }

    private void assertIsRead(Runnable losing) throws SQLException {
        try (ExecutorService pods = Executors.newVirtualThreadPerTaskExecutor();
                Connection holder = connections.getConnection();
                Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(" + HELD + ")");
            pods.execute(losing);
            await().atMost(Duration.ofSeconds(60)).until(() -> locks("not granted") == 1);
            gatherer.gather(
                    List.of(new WorkerReply.DocumentProbed(job, 1, DocumentKind.PDF, List.of(new PageSize(612, 792)))));
            statement.execute("select pg_advisory_unlock(" + HELD + ")");
            await().atMost(Duration.ofSeconds(60)).until(() -> locks("true") == 0);
        }
        Job read = some.find(job);
        assertThat(read.state()).isEqualTo(JobState.READING);
        assertThat(read.error()).isNull();
    }

    private TaskId task() {
        return new TaskId(job, null, LAST_ATTEMPT);
    }

    private long locks(String which) {
        return database.count("pg_locks where locktype = 'advisory' and objid = " + HELD + " and " + which);
    }
}
