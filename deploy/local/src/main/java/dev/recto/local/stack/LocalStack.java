package dev.recto.local.stack;

import dev.recto.parts.FreePorts;
import dev.recto.parts.PartsAddresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** PostgreSQL, S3, Kafka, the APIs and the workers, each in a process of its own that is started again if it dies. */
public final class LocalStack implements AutoCloseable {
    private static final Duration FIRST_HEARTBEAT = Duration.ofMinutes(2);
    private static final Duration RECOVERY = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration SERVICE_STOP = Duration.ofSeconds(20);
    private static final Duration PART_STOP = Duration.ofSeconds(15);

    private final Plan plan;
    private final Narrator narrator;
    private final Starter starter;
    private final Child postgres;
    private final Child s3;
    private final Child kafka;
    private final List<Child> apis;
    private final List<Child> workers;
    private final AtomicInteger workersMade;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalStack(Plan plan, Narrator narrator) {
        this.plan = plan;
        this.narrator = narrator;
        starter = new Starter(narrator);
        postgres = new Child(plan.postgres(), narrator);
        s3 = new Child(plan.s3(), narrator);
        kafka = new Child(plan.kafka(), narrator);
        apis = IntStream.range(0, plan.options().apis())
                .mapToObj(index -> new Child(plan.api(index), narrator))
                .toList();
        workers = IntStream.range(0, plan.options().workers())
                .mapToObj(index -> new Child(plan.worker(index), narrator))
                .collect(Collectors.toCollection(CopyOnWriteArrayList::new));
        workersMade = new AtomicInteger(workers.size());
    }

    /** Claims the data directory and the ports; nothing runs yet. */
    public static LocalStack prepare(StackOptions options, Installation installation, Narrator narrator)
            throws IOException {
        var data = new DataDirectory(options.data(), options.ephemeral());
        data.claim();
        try {
            var plan = new Plan(
                    options,
                    installation,
                    data,
                    Ports.choose(options),
                    data.key(),
                    Secrets.word(),
                    HttpClient.newHttpClient());
            return new LocalStack(plan, narrator);
        } catch (StackException | IOException failure) {
            data.close();
            throw failure;
        }
    }

    /** Returns when every process is ready and the first API knows of a model. */
    public void start() throws IOException, InterruptedException {
        narrator.say("Starting PostgreSQL, S3 and Kafka on " + plan.data().path());
        starter.together(partChildren());
        narrator.say("Starting " + count(apis, "API") + " and " + count(workers, "worker"));
        starter.together(Stream.concat(apis.stream(), workers.stream()).toList());
        if (!workers.isEmpty()) {
            var models = new ServedModels(plan.http(), url(0), key()).await(FIRST_HEARTBEAT);
            narrator.say("Models: " + String.join(", ", models));
        }
        plan.data().url(url(0).toString());
    }

    /** Starts one more worker, and returns when it is ready. */
    public Child addWorker() throws IOException, InterruptedException {
        Child worker = new Child(
                plan.worker(workersMade.getAndIncrement(), FreePorts.find(1).getFirst()), narrator);
        workers.add(worker);
        return starter.start(worker);
    }

    /** Lets a worker read what it has begun, for so long, and ends it. */
    public void endWorker(Child worker, Duration patience) {
        worker.terminate(patience);
        workers.remove(worker);
    }

    /** Waits until every process is ready again after some were killed. */
    public void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        for (Child child : children()) {
            while (!child.isReady()) {
                if (System.nanoTime() > deadline) {
                    throw new StackException(
                            child.name() + " was not ready again within " + RECOVERY.toSeconds() + " s");
                }
                Thread.sleep(POLL);
            }
        }
    }

    /** Address of an API, counted from 0. */
    public URI url(int api) {
        String host = plan.options().host();
        boolean local =
                api > 0 || Set.of("127.0.0.1", "0.0.0.0", "::", "localhost").contains(host);
        String name = local ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + name + ":" + plan.ports().apis().get(api));
    }

    /** Where an API, counted from 0, tells its health and its metrics. */
    public URI managementUrl(int api) {
        return URI.create("http://localhost:" + plan.ports().management().get(api));
    }

    /** Where a worker, counted from 0, tells the same. */
    public URI workerUrl(int worker) {
        return URI.create("http://localhost:" + plan.ports().workers().get(worker));
    }

    /** Opens the page of the first API signed in, once and within a quarter of an hour; not sent to any server as it is. */
    public URI signInLink() {
        return url(0).resolve("/#/sign-in/" + plan.signInCode());
    }

    /** A key that every API accepts. */
    public String key() {
        return plan.key();
    }

    /** Directory of its data. */
    public Path data() {
        return plan.data().path();
    }

    /** Where PostgreSQL, Kafka and S3 listen. */
    public PartsAddresses parts() {
        return plan.ports().parts();
    }

    /** What starts PostgreSQL and ends with it; the server itself is {@link #postgresServer()}. */
    public Child postgres() {
        return postgres;
    }

    public Child s3() {
        return s3;
    }

    public Child kafka() {
        return kafka;
    }

    public Child api(int index) {
        return apis.get(index);
    }

    public Child worker(int index) {
        return workers.get(index);
    }

    public CpuTime cpuTime() throws IOException {
        return new CpuTime(cpuTime(apis), cpuTime(workers), kafka.cpuTime(), s3.cpuTime(), postgresCpuTime());
    }

    private static Duration cpuTime(List<Child> children) {
        return children.stream().map(Child::cpuTime).reduce(Duration.ZERO, Duration::plus);
    }

    /** The processes of PostgreSQL, the one that starts the others first. */
    public Stream<ProcessHandle> postgresServer() throws IOException {
        return ProcessHandle.of(plan.data().postgresPid()).stream()
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()));
    }

    private Duration postgresCpuTime() throws IOException {
        return postgresServer()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(EndedChildren.cpuTime(plan.data().postgresPid()), Duration::plus);
    }

    /** Closes the stack when this process is asked to end. */
    public void closeAtExit() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                if (!closed.get()) {
                                    narrator.say("Stopping");
                                }
                                close();
                            } catch (IOException failure) {
                                narrator.say("Stopping failed: " + failure);
                            }
                        },
                        "stop"));
    }

    public boolean isClosed() {
        return closed.get();
    }

    /** Stops everything, the services first; nothing is left running. */
    @Override
    public void close() throws IOException {
        if (closed.getAndSet(true)) {
            return;
        }
        children().forEach(Child::expectEnd);
        stopTogether(Stream.concat(workers.stream(), apis.stream()).toList(), SERVICE_STOP);
        stopTogether(partChildren(), PART_STOP);
        plan.http().shutdownNow();
        plan.data().close();
    }

    private static void stopTogether(List<Child> children, Duration patience) {
        try (var stoppers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Child child : children) {
                stoppers.execute(() -> child.stop(patience));
            }
        }
    }

    private List<Child> partChildren() {
        return List.of(postgres, s3, kafka);
    }

    private List<Child> children() {
        return Stream.of(partChildren(), apis, workers).flatMap(List::stream).toList();
    }

    private static String count(List<Child> children, String what) {
        return children.size() + " " + what + (children.size() == 1 ? "" : "s");
    }
}
