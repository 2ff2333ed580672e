package dev.recto.worker.serving;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Which models this worker serves: {@code recto.worker.models."org/Name"=/path/of/snapshot}. */
@ConfigMapping(prefix = "recto.worker.models")
public interface ModelsConfig {
    @WithParentName
    Map<String, Model> models();

    /** One of them. */
    interface Model {
        /** Snapshot directory of a model, by the id it is served under. */
        @WithParentName
        Path snapshot();

        /** Snapshot directory of PP-DocLayoutV3, whose regions the model reads one by one. */
        Optional<Path> layout();
    }
}
