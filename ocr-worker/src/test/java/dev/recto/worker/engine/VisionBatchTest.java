package dev.recto.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.model.Features;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.onnx.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vision towers give an image the same features among others as alone: on a CPU in fp32 the same to the last bit. */
class VisionBatchTest {
    private static final int TOGETHER = 3;

    @TempDir
    private Path cache;

    private SessionExecutor open(Path snapshot) {
        return open(snapshot, Precision.FP32);
    }

    private SessionExecutor open(Path snapshot, Precision precision) {
        ModelOptions options = ModelOptions.cpu(2).withWeightCache(cache).withPrecision(precision);
        return SessionExecutor.open(snapshot, options, 1, 16);
    }

    static Stream<Path> snapshots() {
        return LoadedModelTest.snapshots();
    }

    /** The views of all pages, of their negatives, and of the same with the values in another order. */
    private static List<ImageView> views(Path snapshot) {
        List<ImageView> views = new ArrayList<>();
        for (GoldenCase golden : GoldenCase.of(snapshot)) {
            for (ImageView view : golden.page().views()) {
                views.add(view);
                float[] negative = view.values().clone();
                float[] backwards = view.values().clone();
                for (int i = 0; i < negative.length; i++) {
                    negative[i] = -view.values()[i];
                    backwards[i] = view.values()[negative.length - 1 - i];
                }
                views.add(with(view, negative));
                views.add(with(view, backwards));
            }
        }
        return views;
    }

    private static ImageView with(ImageView view, float[] values) {
        return new ImageView(view.kind(), values, view.shape(), view.rows(), view.columns());
    }

    private static List<float[]> encoded(SessionExecutor executor, List<ImageView> views) {
        List<Features> features = executor.encode(views);
        try {
            return features.stream()
                    .map(view -> {
                        try (Tensor tensor = ((RunFeatures) view).tensor()) {
                            return tensor.toFloats();
                        }
                    })
                    .toList();
        } finally {
            features.forEach(Features::close);
        }
    }

    @ParameterizedTest
    @MethodSource("snapshots")
    void imagesDoNotSeeEachOther(Path snapshot) {
        try (SessionExecutor executor = open(snapshot)) {
            List<List<ImageView>> batches = ViewBatches.of(views(snapshot), ImageView::size, TOGETHER);
            assertThat(batches).hasSizeGreaterThan(1).allMatch(batch -> batch.size() == TOGETHER);
            for (List<ImageView> batch : batches) {
                List<float[]> together = encoded(executor, batch);
                assertThat(together).hasSameSizeAs(batch);
                for (int i = 0; i < batch.size(); i++) {
                    float[] alone = encoded(executor, List.of(batch.get(i))).getFirst();
                    assertThat(together.get(i)).isEqualTo(alone).isNotEqualTo(together.get((i + 1) % TOGETHER));
                }
            }
        }
    }

    /** Operators of our own share the work among threads as they like, so the order of sums may depend on the batch. */
    @ParameterizedTest
    @MethodSource("snapshots")
    void imagesDoNotSeeEachOtherInBytesEither(Path snapshot) {
        try (SessionExecutor executor = open(snapshot, Precision.INT8)) {
            for (List<ImageView> batch : ViewBatches.of(views(snapshot), ImageView::size, TOGETHER)) {
                List<float[]> together = encoded(executor, batch);
                for (int i = 0; i < batch.size(); i++) {
                    float[] alone = encoded(executor, List.of(batch.get(i))).getFirst();
                    assertThat(largestDifference(together.get(i), alone)).isLessThan(1e-4);
                }
            }
        }
    }

    private static double largestDifference(float[] some, float[] others) {
        assertThat(some).hasSameSizeAs(others);
        return IntStream.range(0, some.length)
                .mapToDouble(i -> Math.abs((double) some[i] - others[i]))
                .max()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("snapshots")
    void imagesOfDifferentSizesAreNotMixed(Path snapshot) {
        List<ImageView> views = views(snapshot);
        ImageView first = views.getFirst();
        ImageView other = views.stream()
                .filter(view -> !view.size().equals(first.size()))
                .findFirst()
                .orElseThrow();
        ImageView torn = with(first, new float[first.values().length - 1]);
        try (SessionExecutor executor = open(snapshot)) {
            assertThatThrownBy(() -> executor.encode(List.of(first, other)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("different sizes");
            assertThatThrownBy(() -> executor.encode(List.of(first, torn))).isInstanceOf(RuntimeException.class);
            assertThat(encoded(executor, List.of(first))).hasSize(1);
        }
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("snapshots")
    void batchesLeaveNoMemoryBehind(Path snapshot) {
        ImageView view = views(snapshot).getFirst();
        List<ImageView> batch = List.of(view, view, view, view);
        try (SessionExecutor executor = open(snapshot)) {
            encoded(executor, batch);
            long before = NativeHeap.bytes();
            long inputs = 0;
            for (int i = 0; i < 100; i++) {
                encoded(executor, batch);
                inputs += 4L * Float.BYTES * view.values().length;
            }
            assertThat(NativeHeap.bytes() - before).isLessThan(inputs / 3);
        }
    }

    @ParameterizedTest
    @MethodSource("snapshots")
    void pagesAreReadTogetherAsTheReferenceReadsThem(Path snapshot) {
        List<GoldenCase> cases = GoldenCase.of(snapshot);
        List<PreparedPage> pages = Stream.concat(cases.stream(), cases.reversed().stream())
                .map(GoldenCase::page)
                .toList();
        ModelOptions options = ModelOptions.cpu(2).withWeightCache(cache);
        try (LoadedModel together = LoadedModel.open(snapshot, options.withVisionBatch(4), 16);
                LoadedModel alone = LoadedModel.open(snapshot, options, 16)) {
            List<float[]> features = together.imageEmbeddings(pages);
            for (int i = 0; i < pages.size(); i++) {
                assertThat(features.get(i)).isEqualTo(alone.imageEmbeddings(pages.get(i)));
            }
        }
    }
}
