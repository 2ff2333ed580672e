package dev.recto.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.model.PreparedPage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is bound once costs a run nothing; closing a shared arena would stop every thread of the process for a moment. */
class BoundOnceTest {
    private static final int CHUNKS = 8;
    private static final int ARENAS = CHUNKS;

    @TempDir
    private Path folder;

    @Test
    void runsOverPromptsStopNoThread() throws IOException {
        GoldenCase golden = GoldenCase.of(GoldenCase.SNAPSHOTS.getFirst()).getFirst();
        PreparedPage page = golden.page();
        ModelOptions options = ModelOptions.cpu(2).withWeightCache(folder.resolve("weights"));
        try (SessionExecutor executor = SessionExecutor.open(golden.snapshot(), options, 2, 512);
                EncodedPrompt prompt = EncodedPages.prompt(executor, page)) {
            prefill(executor, prompt, 0);
            assertThat(threadStops(() -> prefill(executor, prompt, 1)))
                    .as("none for each part, whatever else the runtime does meanwhile")
                    .isLessThan(CHUNKS);
        }
        assertThat(threadStops(() -> {
                    for (int i = 0; i < ARENAS; i++) {
                        Arena.ofShared().close();
                    }
                }))
                .as("the same of shared arenas")
                .isGreaterThanOrEqualTo(ARENAS);
    }

    private static void prefill(SessionExecutor executor, EncodedPrompt prompt, int slot) {
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            executor.prefill(slot, prompt, chunk, 1);
        }
    }

    /** Asked for by this thread. */
    private long threadStops(Runnable run) throws IOException {
        Path file = folder.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecuteVMOperation").withoutThreshold();
            recording.start();
            run.run();
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        return events.stream()
                .filter(event -> event.getString("operation").equals("HandshakeAllThreads"))
                .filter(event -> event.getThread("caller").getJavaThreadId()
                        == Thread.currentThread().threadId())
                .count();
    }
}
