package dev.recto.worker.serving;

import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.onnx.Provider;
import dev.recto.worker.onnx.ProviderException;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReaderProvider;
import dev.recto.worker.reader.UnusableModelException;
import dev.recto.worker.scan.Orientations;
import dev.recto.worker.snapshot.SnapshotException;
import dev.recto.worker.tesseract.TesseractConfig;
import dev.recto.worker.tesseract.TesseractLayout;
import dev.recto.worker.version.VersionDigest;
import dev.recto.worker.version.VersionedReader;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

@ApplicationScoped
class VisionReaderProvider implements PageReaderProvider {
    private static final Logger LOG = Logger.getLogger(VisionReaderProvider.class);

    /** Options that change how fast pages are read, and not what is read. */
    private static final Set<String> SPEED = Set.of(
            "preset",
            "slots",
            "ahead",
            "step-tokens",
            "chunk-tokens",
            "top-tokens",
            "threads",
            "cuda.device",
            "cuda.memory-limit",
            "vision-batch",
            "prepared",
            "weight-cache",
            "weight-cache-size",
            "warm-up-tokens",
            "checkups",
            "stop-timeout",
            "layout.threads",
            "turned.slots",
            "memory.checked",
            "memory.fewer-slots",
            "memory.host",
            "memory.device",
            "memory.headroom");

    private final ModelsConfig models;
    private final VisionConfig config;
    private final TesseractConfig tesseract;
    private final MeterRegistry meters;
    private final Config all;

    VisionReaderProvider(
            ModelsConfig models, VisionConfig config, TesseractConfig tesseract, MeterRegistry meters, Config all) {
        this.models = models;
        this.config = config;
        this.tesseract = tesseract;
        this.all = all;
        this.meters = meters;
    }

    @Override
    public List<PageReader> open() {
        int slots = plan();
        List<PageReader> readers = new ArrayList<>();
        try {
            models.models().forEach((id, model) -> readers.add(open(id, model, slots)));
            return readers;
        } catch (RuntimeException | Error e) {
            readers.forEach(PageReader::close);
            throw e;
        }
    }

    /** Returns how many slots each model has. */
    private int plan() {
        int slots = config.slots();
        Optional<MemoryPlan.Beside> detector = detector();
        if (models.models().isEmpty() && detector.isEmpty()) {
            return slots;
        }
        ModelOptions options = options();
        MemoryCheck check = check(options, detector, slots);
        int fitting = check.slotsThatFit();
        if (config.memory().checked() && config.memory().fewerSlots() && fitting > 0 && fitting < slots) {
            LOG.warnf("Memory has room for %d of %d slots", fitting, slots);
            slots = fitting;
            check = check(options, detector, slots);
        }
        MemoryGauges.tell(check.plan(), meters);
        LOG.infof("Memory that is planned for %s", check);
        if (config.memory().checked()) {
            int planned = slots;
            check.require(() -> plan(options.withPrecision(Precision.INT8), detector, planned));
        }
        return slots;
    }

    private ModelOptions options() {
        try {
            return VisionReaders.model(config);
        } catch (ProviderException | IllegalArgumentException e) {
            throw new UnusableModelException("recto.worker.vlm", e);
        }
    }

    /** That of Tesseract's regions. */
    private Optional<MemoryPlan.Beside> detector() {
        boolean onDevice = tesseract.layout().provider() == Provider.CUDA;
        boolean onAnother =
                onDevice && tesseract.layout().cuda().device() != config.cuda().device();
        // Of one device only is asked what it has
        return TesseractLayout.memory(tesseract)
                .filter(memory -> !onAnother)
                .map(memory -> new MemoryPlan.Beside(memory, onDevice));
    }

    private MemoryCheck check(ModelOptions options, Optional<MemoryPlan.Beside> detector, int slots) {
        MemoryPlan plan = plan(options, detector, slots);
        return new MemoryCheck(MemoryLimits.of(config, plan), plan);
    }

    private MemoryPlan plan(ModelOptions options, Optional<MemoryPlan.Beside> detector, int slots) {
        return MemoryPlan.of(models.models(), detector, config, options, slots);
    }

    private PageReader open(String id, ModelsConfig.Model model, int slots) {
        LayoutMeters layoutMeters = new LayoutMeters(meters, id);
        try {
            PageReader reader = VisionReaders.open(
                    id,
                    model.snapshot(),
                    model.layout().map(layout -> new LayoutModel(layout, layoutMeters)),
                    config,
                    slots,
                    new EngineMeters(meters, id));
            return new VersionedReader(
                    config.turned().detected() ? upright(reader) : reader,
                    all,
                    VisionReaders.samples(model.snapshot(), config),
                    digest -> addTo(digest, model));
        } catch (SnapshotException | ProviderException e) {
            throw new UnusableModelException(id, e);
        }
    }

    private static void addTo(VersionDigest digest, ModelsConfig.Model model) throws IOException {
        digest.options(VisionConfig.class, SPEED).files(model.snapshot());
        if (model.layout().isPresent()) {
            digest.files(model.layout().get());
        }
    }

    private PageReader upright(PageReader reader) {
        try {
            int quarter = Math.max(1, Runtime.getRuntime().availableProcessors() / 4);
            int slots = config.turned().slots().orElse(quarter);
            return new UprightReader(
                    reader, new Orientations(slots, config.turned().certainty()));
        } catch (RuntimeException | Error e) {
            reader.close();
            throw e;
        }
    }
}
