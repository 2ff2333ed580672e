package dev.recto.tools.bench;

import dev.recto.worker.detector.Detector;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.onnx.Stop;
import java.nio.file.Path;
import java.util.Arrays;

/** A layout detector over pages of noise, measured warm. */
public final class DetectorBenchmark {
    private static final double SECOND = 1e9;
    private static final int WIDTH = 1654;
    private static final int HEIGHT = 2339;
    private static final int PAGES = 10;
    private static final int WARM_UP = 5;

    private DetectorBenchmark() {}

    /** @param asked pages; 0 for the usual number */
    public static DetectorReport run(Path snapshot, ModelOptions options, int asked) {
        int pages = asked > 0 ? asked : PAGES;
        RgbImage page = Noise.picture(WIDTH, HEIGHT);
        long began = System.nanoTime();
        try (Detector detector = Detector.open(snapshot, options)) {
            long loaded = System.nanoTime() - began;
            for (int i = 0; i < WARM_UP; i++) {
                detector.run(detector.pixels().values(page), new Stop());
            }
            long[] runs = new long[pages];
            long pixels = 0;
            long[] cpu = new long[pages];
            long start = System.nanoTime();
            for (int i = 0; i < pages; i++) {
                long drawn = System.nanoTime();
                float[] values = detector.pixels().values(page);
                long ready = System.nanoTime();
                long used = ProcessUsage.cpuNanos();
                detector.run(values, new Stop());
                runs[i] = System.nanoTime() - ready;
                cpu[i] = ProcessUsage.cpuNanos() - used;
                pixels += ready - drawn;
            }
            double wall = System.nanoTime() - start;
            Arrays.sort(runs);
            Arrays.sort(cpu);
            return new DetectorReport(
                    options.threads(),
                    detector.pixels().size().width(),
                    detector.pixels().size().height(),
                    pages,
                    loaded / SECOND,
                    pixels / SECOND / pages,
                    runs[0] / SECOND,
                    runs[pages / 2] / SECOND,
                    cpu[pages / 2] / SECOND,
                    pages * SECOND / wall,
                    ProcessUsage.peakMemory());
        }
    }
}
