package dev.recto.worker.model;

import dev.recto.model.Block;
import dev.recto.model.Picture;
import java.util.List;

/** A page's markdown with what the model said about its parts; the fields are those of {@link dev.recto.model.PageResult}. */
public record ParsedPage(String markdown, List<Block> blocks, List<Picture> pictures) {}
