package dev.recto.api.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import dev.recto.api.PartsResource;
import dev.recto.api.background.Background;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class DatabaseTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int BACKGROUND = 10;
    private static final int MORE_THAN_THE_POOL_HAS = 64;

    @Inject
    Database database;

    @Test
    void whoGivesUpWaitingForAConnectionKeepsNone() {
        for (int i = 0; i < MORE_THAN_THE_POOL_HAS; i++) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(this::one).isInstanceOf(RuntimeException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(one()).isEqualTo(1);
    }

    @Test
    void whatThrowsIsRolledBackAndKeepsNoConnection() {
        database.run("create table rolled_back (id int)", Tuple.tuple());
        for (int i = 0; i < MORE_THAN_THE_POOL_HAS; i++) {
            assertThatThrownBy(() -> database.transaction(sql -> {
                        sql.run("insert into rolled_back values (1)", Tuple.tuple());
                        throw new StackOverflowError("too deep");
                    }))
                    .isInstanceOf(StackOverflowError.class);
        }
        assertThat(database.run("table rolled_back", Tuple.tuple()).size()).isZero();
        database.run("drop table rolled_back", Tuple.tuple());
    }

    @Test
    void whatFollowsACommitFollowsNothingElse() {
        List<String> done = new ArrayList<>();
        assertThatThrownBy(() -> database.transaction(sql -> {
                    sql.afterCommit(() -> done.add("rolled back"));
                    return sql.run("no statement", Tuple.tuple());
                }))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> database.transaction(sql -> {
                    sql.afterCommit(() -> done.add("refused at its end"));
                    sql.run(
                            "create temporary table unique_at_the_end (id int unique deferrable initially deferred)"
                                    + " on commit drop",
                            Tuple.tuple());
                    return sql.run("insert into unique_at_the_end values (1), (1)", Tuple.tuple());
                }))
                .isInstanceOf(RuntimeException.class);
        database.transaction(sql -> {
            sql.afterCommit(() -> done.add("committed"));
            return done.add("written");
        });
        assertThat(done).containsExactly("written", "committed");
    }

    @Test
    void theBackgroundTakesNoConnectionFromRequests() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < MORE_THAN_THE_POOL_HAS; i++) {
                threads.execute(() -> Background.run(() -> hold(begun, end)));
            }
            await().atMost(LIMIT).untilAtomic(begun, greaterThan(BACKGROUND / 2));
            for (int i = 0; i < MORE_THAN_THE_POOL_HAS; i++) {
                assertThat(one()).isEqualTo(1);
            }
            assertThat(begun.get()).isLessThanOrEqualTo(BACKGROUND);
            end.countDown();
        }
    }

    private void hold(AtomicInteger begun, CountDownLatch end) {
        database.transaction(sql -> {
            begun.addAndGet(sql.run("select 1", Tuple.tuple()).size());
            try {
                return end.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void theServerItselfEndsWhatTakesTooLong() {
        for (String limit : List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")) {
            assertThat(setting(limit)).isEqualTo("30s");
            assertThat(Background.call(() -> setting(limit))).isEqualTo("30s");
        }
    }

    private String setting(String name) {
        return database.run("select current_setting($1) as value", Tuple.of(name))
                .iterator()
                .next()
                .getString("value");
    }

    private int one() {
        return database.transaction(sql -> sql.run("select 1", Tuple.tuple()).size());
    }
}
