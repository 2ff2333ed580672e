package dev.recto.worker.layout;

import dev.recto.model.Block;
import dev.recto.model.Confidence;
import dev.recto.model.Picture;
import dev.recto.worker.reader.ReadWord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page as markdown; the fields are those of {@link dev.recto.model.PageResult}. */
public record Composition(
        String markdown,
        List<Block> blocks,
        List<Picture> pictures,
        List<ReadWord> words,
        @Nullable Confidence confidence) {}
