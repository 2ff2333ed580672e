package dev.recto.api.jobs.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.reading.JobPage;
import dev.recto.api.reading.PageState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where results lie, and when they go. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class ResultTablesTest {
    private static final int OLD = -100;
    private static final int COMING = 3;

    @Inject
    TestDatabase rows;

    @Inject
    ResultTables tables;

    @Inject
    Retention retention;

    @Inject
    Jobs jobs;

    @BeforeEach
    void keep() {
        tables.keep();
    }

    @AfterEach
    void forget() {
        rows.execute("delete from job where model = 'nobody/keeps'");
        tables.keep();
    }

    @Test
    void resultsLieInTheTableOfTheirDay() {
        UUID today = read(0);

        assertThat(tableOf(today)).isEqualTo(name(0));
        for (int day = 0; day <= COMING; day++) {
            assertThat(exists(day)).isTrue();
        }
    }

    @Test
    void aDayWithoutATableLosesNothing() {
        rows.execute("drop table " + name(COMING));
        UUID job = read(COMING);
        assertThat(tableOf(job)).isEqualTo("page_result_rest");

        tables.keep();

        assertThat(tableOf(job)).isEqualTo(name(COMING));
        assertThat(jobs.pages(job, -1, 10)).extracting(JobPage::state).containsExactly(PageState.READ);
    }

    @Test
    void aTableGoesWithTheLastJobOfItsDay() {
        rows.execute("select make_page_results(" + OLD + ")");
        UUID job = read(OLD);
        assertThat(tableOf(job)).isEqualTo(name(OLD));

        tables.keep();
        assertThat(exists(OLD)).isTrue();

        rows.execute("update job set ended_at = now() - interval '40 days' where id = '" + job + "'");
        retention.deleteOld();
        assertThat(jobs.exists(job)).isFalse();
        tables.keep();
        assertThat(exists(OLD)).isFalse();
    }

    @Test
    void whatIsErasedGoesAtOnce() {
        UUID job = read(0);
        UUID other = read(0);

        jobs.delete(List.of(job));

        assertThat(rows.count("page_result where job = '" + job + "'")).isZero();
        assertThat(rows.count("page_result where job = '" + other + "'")).isOne();
    }

    @Test
    void whatHasNoTableGoesWhenItsJobIsGone() {
        UUID kept = read(OLD);
        UUID gone = read(OLD);
        rows.execute("delete from job where id = '" + gone + "'");

        tables.keep();

        assertThat(tableOf(kept)).isEqualTo("page_result_rest");
        assertThat(rows.count("page_result where job = '" + gone + "'")).isZero();
    }

    @Test
    void severalProcessesKeepThemAtOnce() throws Exception {
        rows.execute("drop table " + name(COMING));
        rows.execute("select make_page_results(" + OLD + ")");

        try (ExecutorService processes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> kept = new ArrayList<>();
            for (int process = 0; process < 4; process++) {
                kept.add(processes.submit(() -> {
                    tables.keep();
                    return true;
                }));
            }
            for (Future<Boolean> each : kept) {
                assertThat(each.get()).isTrue();
            }
        }

        tables.keep();
        assertThat(exists(COMING)).isTrue();
        assertThat(exists(OLD)).isFalse();
    }

    /** A job whose id is of that day, counted from today, with a page that was read just now. */
    private UUID read(int day) {
        long time = Instant.now().plus(Duration.ofDays(day)).toEpochMilli();
        UUID random = UUID.randomUUID();
        UUID id = new UUID(
                time << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff, random.getLeastSignificantBits());
        rows.execute("""
                insert into job (id, organisation, project, api_key, lane, state, model, object_key, size_bytes, read_options,
                                 answer_form, expires_at, ended_at, pages_total)
                select '%1$s', organisation, project, id, 0, 'SUCCEEDED', 'nobody/keeps', 'nowhere', 1, '{}', '{}', now(), now(), 1
                from api_key where name = 'bootstrap'""".formatted(id));
        rows.execute("insert into page_result (job, number, state, ended_at) values ('" + id + "', 0, 'READ', now())");
        return id;
    }

    private String tableOf(UUID job) {
        return rows.text("select tableoid::regclass::text from page_result where job = '" + job + "'");
    }

    private boolean exists(int day) {
        return rows.count("pg_class where relname = '" + name(day) + "'") == 1;
    }

    private static String name(int day) {
        return "page_result_" + LocalDate.now(ZoneOffset.UTC).plusDays(day).format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
