package dev.recto.tools.bench;

import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.engine.BatchingEngine;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.model.family.Family;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.concurrent.atomic.AtomicReference;

/** One model, loaded once for each number of pages in flight, and measured warm. */
public final class Benchmark {
    private static final double SECOND = 1e9;
    private static final double MILLISECOND = 1e6;
    private static final PageShape WARM_UP = new PageShape.Pixels(112, 112);
    private static final int WARM_UP_TOKENS = 4;

    private final BenchSettings settings;

    public Benchmark(BenchSettings settings) {
        this.settings = settings;
    }

    /** Reads the pages with so many in flight. */
    public BenchReport run(int inFlight) {
        SyntheticPage page = SyntheticPage.of(settings.snapshot(), settings.shape());
        SyntheticPage small = SyntheticPage.of(settings.snapshot(), WARM_UP);
        int slotTokens = Math.max(page.promptTokens() + settings.newTokens(), small.promptTokens() + WARM_UP_TOKENS);
        StageClock clock = new StageClock();
        AtomicReference<int[]> answer = new AtomicReference<>(new int[0]);
        long began = System.nanoTime();
        try (var engine = BatchingEngine.open(
                settings.snapshot(),
                settings.model(),
                SchedulerLimits.of(inFlight, slotTokens),
                clock,
                executor -> settings.draftShare() == null
                        ? executor
                        : new ForcedDrafts(executor, any -> answer.get(), settings.draftShare()))) {
            long loaded = System.nanoTime() - began;
            Round.of(engine, small.prepared(), inFlight, inFlight, WARM_UP_TOKENS);
            if (settings.draftShare() != null) {
                answer.set(answer(engine, page));
            }
            clock.reset();
            Round round = Round.of(engine, page.prepared(), settings.pages(inFlight), inFlight, settings.newTokens());
            return report(inFlight, page, loaded, clock, round);
        }
    }

    private int[] answer(BatchingEngine engine, SyntheticPage page) {
        FixedLength chooser = new FixedLength(settings.newTokens());
        engine.submit(page.prepared(), chooser).join();
        return chooser.answer();
    }

    private BenchReport report(int inFlight, SyntheticPage page, long loaded, StageClock clock, Round round) {
        int pages = settings.pages(inFlight);
        int threads = settings.model().threads();
        double wall = round.wallNanos();
        double decoding = clock.decodeNanos.sum() + clock.overheadNanos.sum();
        double accepted = clock.acceptedTokens.sum() / (double) Math.max(1, clock.draftedTokens.sum());
        double busy = clock.prefillNanos.sum() + clock.decodeNanos.sum();
        return new BenchReport(
                "recto",
                Family.of(settings.snapshot()).toString(),
                settings.model().cuda() == null ? "cpu" : "cuda",
                dtype(settings.model().precision()),
                threads,
                settings.model().visionBatch(),
                inFlight,
                pages,
                page.width(),
                page.height(),
                page.prepared().imageTokens(),
                page.promptTokens(),
                settings.newTokens(),
                rounded(loaded / SECOND),
                rounded(clock.encodingNanos.sum() / MILLISECOND / pages),
                rounded(clock.prefillNanos.sum() / MILLISECOND / pages),
                rounded(decoding / MILLISECOND / pages),
                rounded(clock.draftNanos.sum() / MILLISECOND / pages),
                settings.model().draftTokens(),
                rounded(1 + settings.model().draftTokens() * accepted),
                rounded(accepted),
                rounded(clock.encodingCpuNanos.sum() / MILLISECOND / pages),
                rounded(clock.prefillCpuNanos.sum() / MILLISECOND / pages),
                rounded(clock.decodeCpuNanos.sum() / MILLISECOND / pages),
                rounded(clock.promptTokens.sum() * SECOND / clock.prefillNanos.sum()),
                rounded(round.firstTokenNanos() / SECOND),
                rounded(clock.decodedTokens.sum() * SECOND / decoding),
                rounded(pages * settings.newTokens() * SECOND / wall),
                rounded(pages * SECOND / wall),
                rounded(round.percentile(50) / SECOND),
                rounded(round.percentile(95) / SECOND),
                rounded(clock.overheadNanos.sum() / decoding),
                rounded(busy / wall),
                rounded(round.cpuNanos() / wall / threads),
                rounded(ProcessUsage.peakMemory()));
    }

    /** As PyTorch calls them. */
    private static String dtype(Precision precision) {
        return switch (precision) {
            case FP32 -> "float32";
            case FP16 -> "float16";
            case BF16 -> "bfloat16";
            case INT8, INT4 -> precision.toString();
        };
    }

    /** Four figures; more would be noise. */
    private static double rounded(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(new MathContext(4)).doubleValue()
                : 0;
    }
}
