package dev.recto.worker.engine;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.VisionLanguageModel;
import java.nio.file.Path;
import java.util.List;

/** A snapshot with a cache for one page. */
public final class LoadedModel implements VisionLanguageModel {
    private final SessionExecutor executor;

    private final int visionBatch;

    private LoadedModel(SessionExecutor executor, int visionBatch) {
        this.executor = executor;
        this.visionBatch = visionBatch;
    }

    /**
     * @param maxTokens prompt and generated tokens that a page may have
     * @throws dev.recto.worker.snapshot.SnapshotException if the snapshot cannot be used
     */
    public static LoadedModel open(Path snapshot, ModelOptions options, int maxTokens) {
        return new LoadedModel(SessionExecutor.open(snapshot, options, 1, maxTokens), options.visionBatch());
    }

    @Override
    public int hiddenSize() {
        return executor.shape().hiddenSize();
    }

    @Override
    public int vocabularySize() {
        return executor.shape().vocabularySize();
    }

    @Override
    public float[] imageEmbeddings(PreparedPage page) {
        return imageEmbeddings(List.of(page)).getFirst();
    }

    @Override
    public List<float[]> imageEmbeddings(List<PreparedPage> pages) {
        return executor.stages().imageEmbeddings(pages, visionBatch);
    }

    @Override
    public int visionBatch() {
        return visionBatch;
    }

    @Override
    public float[] inputEmbeddings(PreparedPage page, float[] imageEmbeddings) {
        return executor.stages().inputEmbeddings(page, imageEmbeddings);
    }

    @Override
    public Decoding prefill(PreparedPage page, float[] inputEmbeddings) {
        try (Prompt prompt = executor.stages().prompt(page, inputEmbeddings)) {
            executor.prefill(0, prompt, 0, prompt.tokens());
            return new Alone(prompt.tokens(), page.nextPosition());
        }
    }

    @Override
    public void close() {
        executor.close();
    }

    private final class Alone implements Decoding {
        private final DecodeBatch batch = new DecodeBatch(1);
        private int length;
        private int position;

        Alone(int length, int position) {
            this.length = length;
            this.position = position;
        }

        @Override
        public float[] logits() {
            return executor.output(0).logits();
        }

        @Override
        public void feed(int token) {
            batch.begin(1);
            batch.set(0, token, length++, position++);
            executor.decode(batch);
        }

        @Override
        public void close() {
            // The slot is free for the next page as it is.
        }
    }
}
