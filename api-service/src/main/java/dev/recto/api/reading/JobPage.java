package dev.recto.api.reading;

import dev.recto.model.PageFault;
import dev.recto.model.PageResult;
import org.jspecify.annotations.Nullable;

/**
 * A page of a job.
 *
 * @param number position in the document, from 0
 * @param result present exactly if it was read
 * @param fault present exactly if it failed
 */
public record JobPage(
        int number,
        PageState state,
        @Nullable PageResult result,
        @Nullable PageFault fault) {}
