package dev.recto.worker.engine;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.decode.StepOutput;
import dev.recto.worker.model.Features;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.onnx.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A language model small enough to check by hand: the next token is a hash of all tokens and positions in the slot's
 * cache and of the picture. What lies in a cache is really read from it, so a token in the wrong place changes the rest.
 */
final class ToyExecutor implements StepExecutor {
    static final int VOCABULARY = 97;

    /** A prompt that begins with this token has a picture that breaks the vision tower. */
    static final int BREAKS_ENCODING = 91;

    /** A page whose prompt begins with this token breaks every step that feeds it one. */
    static final int BREAKS_DECODE = 93;

    /** A prompt that holds this token breaks prefill. */
    static final int BREAKS_PREFILL = 92;

    final Semaphore decodes = new Semaphore(Integer.MAX_VALUE / 2);
    final Semaphore encodings = new Semaphore(Integer.MAX_VALUE / 2);
    /** The pictures of each run of the vision tower, known as soon as it begins. */
    final BlockingQueue<List<Integer>> encoded = new LinkedBlockingQueue<>();

    /** As many as have begun and were not awaited. */
    private final Semaphore begunDecodes = new Semaphore(0);

    /** Pages that the last decode feeds a token. */
    volatile int rowsInDecode;

    final AtomicInteger openPrompts = new AtomicInteger();
    final AtomicInteger openFeatures = new AtomicInteger();
    final AtomicInteger failNextDecode = new AtomicInteger();
    final List<Integer> chunks = new ArrayList<>();
    volatile boolean closed;

    /** Runs go on to their end. */
    volatile boolean unstoppable;

    /** How many of a hundred drafts are right. */
    volatile int rightDrafts = 50;

    /** Places of pages that the draft layer took to be followed by another token than they were. */
    final AtomicInteger wrongFollowers = new AtomicInteger();

    private final int slotTokens;
    private final int draftTokens;
    private final int[][] cachedTokens;
    private final int[][] cachedPositions;
    private final int[][] cachedFollowers;
    private final int[][] outputs;
    private final Random random = new Random(5);
    private final ToyOutput output = new ToyOutput();

    ToyExecutor(int slots, int slotTokens) {
        this(slots, slotTokens, 0);
    }

    ToyExecutor(int slots, int slotTokens, int draftTokens) {
        this.slotTokens = slotTokens;
        this.draftTokens = draftTokens;
        cachedTokens = new int[slots][slotTokens + draftTokens];
        cachedPositions = new int[slots][slotTokens + draftTokens];
        cachedFollowers = new int[slots][slotTokens + draftTokens];
        outputs = new int[slots][1 + draftTokens];
    }

    /** What the model says to a page that is alone with it. */
    static int[] tokensAlone(PreparedPage page, int count) {
        int prompt = page.inputIds().length;
        int[] tokens = new int[prompt + count];
        int[] positions = new int[prompt + count];
        System.arraycopy(page.inputIds(), 0, tokens, 0, prompt);
        for (int i = 0; i < prompt; i++) {
            positions[i] = i;
        }
        tokens[0] = seen(tokens[0], page.views().stream().map(ImageView::values).toList());
        int[] generated = new int[count];
        for (int i = 0; i < count; i++) {
            generated[i] = next(tokens, positions, prompt + i);
            tokens[prompt + i] = generated[i];
            positions[prompt + i] = page.nextPosition() + i;
        }
        return generated;
    }

    /** The first token of a page as the model reads it, beside its pictures. */
    private static int seen(int token, List<float[]> pictures) {
        return token
                + 1000 * pictures.stream().mapToInt(picture -> (int) picture[0]).sum();
    }

    private static int next(int[] tokens, int[] positions, int length) {
        int hash = 17;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + tokens[i] * 7 + positions[i];
        }
        return Math.floorMod(hash ^ (hash >>> 15), VOCABULARY);
    }

    @Override
    public int slots() {
        return cachedTokens.length;
    }

    @Override
    public int slotTokens() {
        return slotTokens;
    }

    @Override
    public List<Features> encode(List<ImageView> views, Stop stop) {
        encoded.add(views.stream().map(view -> (int) view.values()[0]).toList());
        acquire(encodings, stop);
        if (views.stream().map(ImageView::size).distinct().count() != 1) {
            throw new IllegalArgumentException("pictures of different sizes");
        }
        if (views.stream().anyMatch(view -> view.values()[0] == BREAKS_ENCODING)) {
            throw new IllegalStateException("vision tower broken");
        }
        openFeatures.addAndGet(views.size());
        return views.stream()
                .<Features>map(view -> new ToyFeatures(view.values().clone(), openFeatures))
                .toList();
    }

    @Override
    public EncodedPrompt prompt(PreparedPage page, List<Features> features) {
        int[] ids = page.inputIds().clone();
        ids[0] = seen(
                ids[0],
                features.stream().map(view -> ((ToyFeatures) view).values()).toList());
        openPrompts.incrementAndGet();
        return new ToyPrompt(ids);
    }

    @Override
    public void prefill(int slot, EncodedPrompt prompt, int from, int count, Stop stop) {
        int[] ids = ((ToyPrompt) prompt).ids;
        chunks.add(count);
        for (int i = from; i < from + count; i++) {
            if (ids[i] == BREAKS_PREFILL) {
                throw new IllegalStateException("prefill broken");
            }
            cachedTokens[slot][i] = ids[i];
            cachedPositions[slot][i] = i;
            cachedFollowers[slot][i] = i + 1 < ids.length ? ids[i + 1] : 0;
        }
        outputs[slot][0] = next(cachedTokens[slot], cachedPositions[slot], from + count);
    }

    @Override
    public void decode(DecodeBatch batch, Stop stop) {
        int fed = 0;
        for (int row = 0; row < batch.rows(); row++) {
            fed += batch.busy(row) ? 1 : 0;
        }
        rowsInDecode = fed;
        begunDecodes.release();
        acquire(decodes, stop);
        if (failNextDecode.get() > 0) {
            failNextDecode.decrementAndGet();
            throw new IllegalStateException("step broken");
        }
        for (int row = 0; row < batch.rows(); row++) {
            int length = batch.length(row);
            if (cachedTokens[row][0] % 1000 == BREAKS_DECODE && batch.busy(row)) {
                throw new IllegalStateException("decode broken");
            }
            for (int place = 0; place < batch.places(); place++) {
                cachedTokens[row][length + place] = batch.token(row, place);
                cachedPositions[row][length + place] = batch.position(row) + place;
                outputs[row][place] = next(cachedTokens[row], cachedPositions[row], length + place + 1);
            }
        }
    }

    @Override
    public int draftTokens() {
        return draftTokens;
    }

    /** Knows what the model will say, and does not always say so. */
    @Override
    public void draft(DecodeBatch batch, Stop stop) {
        for (int row = 0; row < batch.rows(); row++) {
            int standing = batch.standing(row);
            if (standing > 0) {
                takeIn(batch, row, standing);
                int[] tokens = cachedTokens[row].clone();
                int[] positions = cachedPositions[row].clone();
                for (int place = 0; place < draftTokens; place++) {
                    int length = batch.length(row) + place;
                    tokens[length] = batch.token(row, place);
                    positions[length] = batch.position(row) + place;
                    int right = next(tokens, positions, length + 1);
                    batch.draft(row, random.nextInt(100) < rightDrafts ? right : random.nextInt(VOCABULARY));
                }
            }
        }
    }

    private void takeIn(DecodeBatch batch, int row, int standing) {
        int length = batch.length(row);
        for (int place = 0; place < standing; place++) {
            cachedFollowers[row][length - standing + place] = batch.follower(row, place);
        }
        for (int place = 0; place < length; place++) {
            int follower = place + 1 < length ? cachedTokens[row][place + 1] : batch.token(row);
            if (cachedFollowers[row][place] != follower) {
                wrongFollowers.incrementAndGet();
            }
        }
    }

    void awaitDecode() {
        begunDecodes.acquireUninterruptibly();
    }

    /** What a run waits for, unless it is stopped first. */
    private void acquire(Semaphore permits, Stop stop) {
        try {
            while (!permits.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                if (!unstoppable) {
                    stop.throwIfRequested();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public StepOutput output(int slot, int place) {
        output.best = outputs[slot][place];
        return output;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** @param open how many are held */
    record ToyFeatures(float[] values, AtomicInteger open) implements Features {
        @Override
        public Features held() {
            open.incrementAndGet();
            return this;
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }

    private final class ToyPrompt implements EncodedPrompt {
        private final int[] ids;

        ToyPrompt(int[] ids) {
            this.ids = ids;
        }

        @Override
        public void close() {
            openPrompts.decrementAndGet();
        }
    }

    private static final class ToyOutput implements StepOutput {
        private int best;

        @Override
        public int best() {
            return best;
        }

        @Override
        public float bestProbability() {
            return 1;
        }

        @Override
        public float[] logits() {
            float[] logits = new float[VOCABULARY];
            logits[best] = 1000;
            return logits;
        }
    }
}
