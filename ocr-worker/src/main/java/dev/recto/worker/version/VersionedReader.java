package dev.recto.worker.version;

import dev.recto.model.ModelVersion;
import dev.recto.model.ServedModel;
import dev.recto.worker.document.DocumentConfig;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.threads.PoolThreads;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Says the version of its model once that is known: large files are long to read, and nobody waits for it. */
public final class VersionedReader implements PageReader {
    private static final Logger LOG = Logger.getLogger(VersionedReader.class);
    private static final ThreadFactory THREADS = PoolThreads.named("model-version");

    /** Options of documents that only say where and how fast they are drawn. */
    private static final Set<String> ELSEWHERE = Set.of(
            "directory",
            "max-bytes",
            "max-pages",
            "open-timeout",
            "draw-timeout",
            "copy-timeout",
            "heap-wait",
            "threads",
            "max-abandoned",
            "cache-bytes",
            "max-idle",
            "idle-time");

    private final PageReader reader;
    private volatile @Nullable ModelVersion version;

    /** What an engine's answers depend on besides documents and the program. */
    @FunctionalInterface
    public interface Parts {
        void addTo(VersionDigest digest) throws IOException;
    }

    /** @param sampled whether tokens are drawn */
    public VersionedReader(PageReader reader, Config config, boolean sampled, Parts parts) {
        this.reader = reader;
        THREADS.newThread(() -> addUp(config, sampled, parts)).start();
    }

    private void addUp(Config config, boolean sampled, Parts parts) {
        try {
            VersionDigest digest = new VersionDigest(config)
                    .options(DocumentConfig.class, ELSEWHERE)
                    .option("recto.worker.text-layer-tolerance")
                    .option("recto.worker.text-layer-hidden")
                    .option("recto.worker.text-layer-shift")
                    .option("recto.worker.text-layer-misread");
            Build.addTo(digest);
            parts.addTo(digest);
            ModelVersion known = new ModelVersion(digest.value(), sampled);
            version = known;
            LOG.infof("%s is of version %s", reader.model().id(), known.digest());
        } catch (IOException | RuntimeException e) {
            LOG.warnf(
                    "The version of %s can't be told, and its answers are not cached: %s",
                    reader.model().id(), e.getClass().getName());
            LOG.debug("The version can't be told", e);
        }
    }

    @Override
    public ServedModel model() {
        return reader.model().of(version);
    }

    @Override
    public PageReading read(PageRequest request) {
        return reader.read(request);
    }

    @Override
    public CompletionStage<Throwable> broken() {
        return reader.broken();
    }

    @Override
    public void close() {
        reader.close();
    }
}
