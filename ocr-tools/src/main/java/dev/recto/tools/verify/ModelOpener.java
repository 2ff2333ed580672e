package dev.recto.tools.verify;

import dev.recto.worker.model.VisionLanguageModel;
import java.nio.file.Path;

/** Loads a snapshot's network. */
public interface ModelOpener {
    /** With room for so many tokens of one page, prompt and answer. */
    VisionLanguageModel open(Path snapshot, int tokens);
}
