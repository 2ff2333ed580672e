package dev.recto.worker.verify;

import dev.recto.worker.vlm.VisionLanguageModel;
import java.nio.file.Path;

/** Loads a snapshot's network. */
public interface ModelOpener {
    VisionLanguageModel open(Path snapshot);
}
