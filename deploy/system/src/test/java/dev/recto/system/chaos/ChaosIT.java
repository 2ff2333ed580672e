package dev.recto.system.chaos;

import static org.awaitility.Awaitility.await;

import dev.recto.local.stack.LocalStack;
import dev.recto.system.TestStacks;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everything is killed again and again, and yet every document is read, once, and nothing is left behind. */
class ChaosIT {
    private static final int APIS = 2;
    private static final int WORKERS = 2;
    private static final Path TEMPORARY = Path.of("target", "chaos-temporary").toAbsolutePath();
    private static final Duration SETTLED = Duration.ofSeconds(60);
    private static final Duration LONG_SETTLED = Duration.ofMinutes(5);
    private static final Duration CLEANED = Duration.ofMinutes(4);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final ChaosOptions options = ChaosOptions.ofSystemProperties();
    private final Answers answers = new Answers();

    private final LocalStack stack;
    private final Client client;

    ChaosIT() throws Exception {
        stack = TestStacks.start(
                "chaos",
                options -> options.scaled(APIS, WORKERS)
                        .with("recto.temporary.directory", TEMPORARY.toString())
                        .with("recto.worker.document.directory", TEMPORARY.toString())
                        .with("recto.worker.document.idle-time", "2s")
                        .with("recto.worker.tesseract.dpi", "150")
                        .with("recto.storage.unclaimed-for", "60s")
                        .with("recto.storage.sweep-every", "2s"));
        client = new Client(stack.key(), PATIENCE, answers);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        stack.close();
    }

    @Test
    void everyDocumentIsReadOnceWhateverIsKilled() throws Exception {
        System.out.println(options);
        var journal = new Journal(Rows.of(stack));
        journal.open();
        var storm = new Storm(Target.all(stack, APIS, WORKERS), options);
        var goesOn = new AtomicBoolean(true);
        List<Sent> sent = new ArrayList<>();
        Duration settled;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Sent>>> senders =
                    senders(goesOn).stream().map(threads::submit).toList();
            storm.rage();
            goesOn.set(false);
            settled = settle(senders, journal);
            for (var sender : senders) {
                sent.addAll(sender.get());
            }
        }
        stack.awaitReady();
        List<String> left = clean();
        report(storm, journal, sent, settled, left);
        check(journal, sent, settled, left);
    }

    private List<Sender> senders(AtomicBoolean goesOn) {
        List<URI> apis = List.of(stack.url(0), stack.url(1));
        var numbers = new AtomicInteger();
        var random = new Random(options.seed());
        return random.longs(options.clients())
                .mapToObj(seed -> new Sender(client, apis, numbers, new Random(seed), goesOn::get))
                .toList();
    }

    /** From the last kill until all jobs have ended and all clients know. */
    private static Duration settle(List<? extends Future<?>> senders, Journal journal) {
        long began = System.nanoTime();
        try {
            await().atMost(LONG_SETTLED)
                    .ignoreExceptions()
                    .until(() -> senders.stream().allMatch(Future::isDone) && journal.openJobs() == 0);
        } catch (ConditionTimeoutException never) {
            System.out.println("Not settled");
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** What is left when what is to be swept had the time for it. */
    private List<String> clean() throws Exception {
        var leftovers = Leftovers.of(stack, TEMPORARY, APIS + WORKERS);
        try {
            await().atMost(CLEANED)
                    .ignoreExceptions()
                    .until(() -> leftovers.find().isEmpty());
        } catch (ConditionTimeoutException never) {
            System.out.println("Not cleaned");
        }
        return leftovers.find();
    }

    private void report(Storm storm, Journal journal, List<Sent> sent, Duration settled, List<String> left)
            throws Exception {
        System.out.println(answers.table());
        System.out.println("  kills: " + storm.kills());
        System.out.printf(
                "  documents: %d, of which given up: %d; jobs: %d; wrong: %d%n",
                sent.size(),
                sent.stream().filter(Sent::lost).count(),
                journal.jobs(),
                sent.stream().filter(Sent::isWrong).count());
        System.out.printf(
                "  settled after %.1f s; left behind: %d; load of the machine: %.1f%n",
                settled.toMillis() / 1e3,
                left.size(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private void check(Journal journal, List<Sent> sent, Duration settled, List<String> left) throws Exception {
        var softly = new SoftAssertions();
        softly.assertThat(sent).as("documents").isNotEmpty();
        softly.assertThat(sent.stream().filter(Sent::isWrong)).as("wrong").isEmpty();
        softly.assertThat(answers.where(each -> !isExcused(each))).as("answers").isEmpty();
        softly.assertThat(journal.endedTwice()).as("ended twice").isEmpty();
        softly.assertThat(journal.endedBadly(NumberedDocument.PAGES))
                .as("ended badly")
                .isEmpty();
        softly.assertThat(sent.stream().map(Sent::job).filter(job -> !job.isEmpty()))
                .as("a job per document")
                .doesNotHaveDuplicates();
        long patient = sent.stream().filter(each -> !each.lost()).count();
        softly.assertThat((long) journal.jobs()).as("jobs").isBetween(patient, (long) sent.size());
        softly.assertThat(left).as("left behind").isEmpty();
        softly.assertThat(settled).as("settled").isLessThanOrEqualTo(SETTLED);
        softly.assertAll();
    }

    /** What repeats an upload or a deletion whose answer was lost may find it still going on, or done. */
    private static boolean isExcused(Answers.Counted counted) {
        Answer answer = counted.answer();
        return answer.isExcused()
                || counted.operation().equals("upload") && answer.code().equals("idempotency_key_in_use")
                || counted.operation().equals("delete") && answer.code().equals("file_not_found");
    }
}
