package dev.recto.worker.engine;

import dev.recto.worker.model.Features;
import dev.recto.worker.model.PreparedPage;
import java.util.List;

final class EncodedPages {
    private EncodedPages() {}

    static EncodedPrompt prompt(StepExecutor executor, PreparedPage page) {
        List<Features> features = executor.encode(page.views());
        try {
            return executor.prompt(page, features);
        } finally {
            features.forEach(Features::close);
        }
    }
}
