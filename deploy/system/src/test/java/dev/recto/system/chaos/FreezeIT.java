package dev.recto.system.chaos;

import static org.awaitility.Awaitility.await;

import dev.recto.local.stack.LocalStack;
import dev.recto.parts.PartKind;
import dev.recto.system.TestStacks;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A part that answers nobody, or is gone, for a minute: every request is answered in time, and afterwards all is as before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FreezeIT {
    private static final Duration BEFORE = Duration.ofSeconds(5);
    private static final Duration RECOVERY = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Those of the API's pools and its listener, and some for migrations. */
    private static final int CONNECTIONS = 40;

    private final ChaosOptions options = ChaosOptions.ofSystemProperties();
    private final LocalStack stack;
    private final URI api;
    private final Rows rows;

    FreezeIT() throws Exception {
        stack = TestStacks.start(
                "freeze",
                options -> options.with("recto.worker.none.enabled", "true")
                        .with("recto.worker.tesseract.enabled", "false")
                        .with("recto.models.known", "none")
                        .with("recto.ocr.wait-time", Operation.WAIT.toString()));
        api = stack.url(0);
        rows = Rows.of(stack);
    }

    @AfterAll
    void stop() throws Exception {
        stack.close();
    }

    private interface Outage {
        void begin() throws Exception;

        void end() throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void aPartIsFrozen(PartKind part) throws Exception {
        Target target = target(part);
        List<ProcessHandle> frozen = target.living();
        holds(part + " frozen", new Outage() {
            @Override
            public void begin() throws Exception {
                Target.signal("STOP", frozen);
            }

            @Override
            public void end() throws Exception {
                Target.signal("CONT", frozen);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aPartIsGone(PartKind part) throws Exception {
        Target target = target(part);
        holds(part + " gone", new Outage() {
            @Override
            public void begin() throws Exception {
                target.keepDown();
            }

            @Override
            public void end() {
                target.child().letUp();
            }
        });
    }

    private Target target(PartKind part) {
        return switch (part) {
            case POSTGRES -> Target.postgres(stack);
            case KAFKA -> Target.of(stack.kafka());
            case S3 -> Target.of(stack.s3());
        };
    }

    private void holds(String what, Outage outage) throws Exception {
        var answers = new Answers();
        try (var client = new Client(stack.key(), PATIENCE, answers)) {
            List<Long> before = services();
            String job = await().atMost(RECOVERY).until(() -> accept(client), accepted -> !accepted.isEmpty());
            int connections = connections();
            try (var crowd = new Crowd(client, api, job)) {
                pause(BEFORE);
                outage.begin();
                try {
                    pause(options.outage());
                } finally {
                    outage.end();
                }
                awaitRecovery(client, job);
            } finally {
                System.out.println(what + ", connections before: " + connections + "\n" + answers.table());
            }
            check(client, answers, job, before);
        }
    }

    private String accept(Client client) {
        return client.send("first", api, Operation.ACCEPT.request("")).job();
    }

    private void awaitRecovery(Client client, String job) {
        long began = System.nanoTime();
        for (Operation operation : Operation.values()) {
            await().atMost(RECOVERY)
                    .until(() -> client.send("recovered", api, operation.request(job))
                            .succeeded());
        }
        System.out.printf("Recovered after %.1f s%n", (System.nanoTime() - began) / 1e9);
    }

    private void check(Client client, Answers answers, String job, List<Long> before) throws Exception {
        var softly = new SoftAssertions();
        for (Operation operation : Operation.values()) {
            List<Answers.Counted> given = answers.where(each -> each.operation().equals(operation.name()));
            softly.assertThat(given).as("%s", operation).isNotEmpty();
            softly.assertThat(given.stream().filter(each -> !operation.allows(each.answer())))
                    .as("%s, not allowed", operation)
                    .isEmpty();
            softly.assertThat(Crowd.together(client, api, job, operation).stream()
                            .filter(answer -> !answer.succeeded())
                            .map(Answer::outcome))
                    .as("%s afterwards, %d at once", operation, Crowd.SIZE)
                    .isEmpty();
        }
        softly.assertThat(services()).as("processes").isEqualTo(before);
        softly.assertThat(connections()).as("connections").isLessThanOrEqualTo(CONNECTIONS);
        softly.assertThat(stuckConnections()).as("stuck connections").isEmpty();
        softly.assertAll();
    }

    private List<Long> services() {
        return List.of(stack.api(0).pid(), stack.worker(0).pid());
    }

    private int connections() throws Exception {
        return rows.count("select count(*) from pg_stat_activity where datname = 'recto' and pid <> pg_backend_pid()");
    }

    private List<String> stuckConnections() throws Exception {
        return rows.query("""
                select state || ' since ' || state_change || ': ' || query from pg_stat_activity
                where datname = 'recto' and state <> 'idle' and state_change < now() - interval '15 seconds'""");
    }

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
