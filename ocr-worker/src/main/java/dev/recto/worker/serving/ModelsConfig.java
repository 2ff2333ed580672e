package dev.recto.worker.serving;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.Map;

/** Which models this worker serves: {@code recto.worker.models."org/Name"=/path/of/snapshot}. */
@ConfigMapping(prefix = "recto.worker.models")
public interface ModelsConfig {
    @WithParentName
    Map<String, Path> snapshots();
}
