package dev.recto.api.ocr.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.reading.Job;
import dev.recto.model.Block;
import dev.recto.model.Box;
import dev.recto.model.PageResult;
import dev.recto.model.PageText;
import dev.recto.model.PageText.Piece;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes what a job has read and where, for a copy of its document. For virtual threads. */
@Singleton
public class PageTextWriter {
    private final Jobs jobs;
    private final ObjectMapper json;

    PageTextWriter(Jobs jobs, ObjectMapper json) {
        this.jobs = jobs;
        this.json = json;
    }

    /**
     * {@link PageText}s, one behind the other.
     *
     * @param job that has read all
     */
    public void write(Job job, OutputStream out) throws IOException {
        try (JsonGenerator generator = json.createGenerator(out)) {
            new ReadPages(jobs, job)
                    .each(
                            jobs.pages(job.id(), -1, AnswerWriter.PAGES_AT_ONCE),
                            (number, result) -> json.writeValue(generator, of(number, result)));
        }
    }

    /** Text of which nobody knows the place goes with the block that follows, at the end with the one before, else it is anywhere on the page. */
    static PageText of(int number, PageResult result) {
        List<Piece> pieces = new ArrayList<>();
        Box page =
                new Box(0, 0, result.dimensions().width(), result.dimensions().height());
        List<Block> placed =
                result.blocks().stream().filter(block -> block.box() != null).toList();
        int start = 0;
        for (Block block : placed) {
            int end = block == placed.getLast() ? result.markdown().length() : block.end();
            Box box = block.box();
            add(pieces, result.markdown().substring(start, end), box == null ? page : box);
            start = end;
        }
        add(pieces, result.markdown().substring(start), page);
        return new PageText(number, result.dimensions(), pieces);
    }

    private static void add(List<Piece> pieces, String markdown, Box box) {
        String text = PlainText.of(markdown);
        if (!text.isBlank()) {
            pieces.add(new Piece(text, box));
        }
    }
}
