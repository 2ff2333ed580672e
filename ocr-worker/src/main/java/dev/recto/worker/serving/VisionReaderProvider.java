package dev.recto.worker.serving;

import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReaderProvider;
import dev.recto.worker.reader.UnusableModelException;
import dev.recto.worker.scan.Orientations;
import dev.recto.worker.snapshot.SnapshotException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

@ApplicationScoped
class VisionReaderProvider implements PageReaderProvider {
    private static final Logger LOG = Logger.getLogger(VisionReaderProvider.class);

    private final ModelsConfig models;
    private final VisionConfig config;
    private final MeterRegistry meters;

    VisionReaderProvider(ModelsConfig models, VisionConfig config, MeterRegistry meters) {
        this.models = models;
        this.config = config;
        this.meters = meters;
    }

    @Override
    public List<PageReader> open() {
        plan();
        List<PageReader> readers = new ArrayList<>();
        try {
            models.models().forEach((id, model) -> readers.add(open(id, model)));
            return readers;
        } catch (RuntimeException | Error e) {
            readers.forEach(PageReader::close);
            throw e;
        }
    }

    private void plan() {
        if (models.models().isEmpty()) {
            return;
        }
        ModelOptions options = VisionReaders.model(config);
        MemoryPlan plan = MemoryPlan.of(models.models(), config, options);
        MemoryCheck check = new MemoryCheck(MemoryLimits.of(config, plan), plan);
        MemoryGauges.tell(plan, meters);
        LOG.infof("Memory that is planned for %s", check);
        if (config.memory().checked()) {
            check.require(() -> MemoryPlan.of(models.models(), config, options.withPrecision(Precision.INT8)));
        }
    }

    private PageReader open(String id, ModelsConfig.Model model) {
        LayoutMeters layoutMeters = new LayoutMeters(meters, id);
        try {
            PageReader reader = VisionReaders.open(
                    id,
                    model.snapshot(),
                    model.layout().map(layout -> new LayoutModel(layout, layoutMeters)),
                    config,
                    new EngineMeters(meters, id));
            return config.turned().detected() ? upright(reader) : reader;
        } catch (SnapshotException e) {
            throw new UnusableModelException(id, e);
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
