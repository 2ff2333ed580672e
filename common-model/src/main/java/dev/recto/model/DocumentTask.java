package dev.recto.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks any worker to open a document and report its kind and page sizes. Answered by {@link WorkerReply.DocumentProbed} or
 * {@link WorkerReply.DocumentRefused}.
 *
 * @param onlyPage how to read the page of a document that turns out to have one; null where the page is to wait for its turn
 * @param password that opens the document, null for none; older workers open only what needs none
 * @param copy to be made of a document that was read before, see {@link ObjectKeys#copyPrefix}; null for none. Older workers make none
 * @param contents whether pages are to have digests, where they can: {@link WorkerReply.DocumentProbed#contents()}
 * @param drawing to be made of one page of a document that was opened before; null for none. Older workers make none
 */
public record DocumentTask(
        UUID job,
        int attempt,
        String objectKey,
        long sizeBytes,
        Instant deadline,
        @Nullable PageTask onlyPage,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DocumentPassword password,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID copy,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean contents,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PageDrawing drawing) {
    /** Only to be opened, without a password. */
    public DocumentTask(UUID job, int attempt, String objectKey, long sizeBytes, Instant deadline) {
        this(job, attempt, objectKey, sizeBytes, deadline, null, null);
    }

    /** To be opened, and perhaps read. */
    public DocumentTask(
            UUID job,
            int attempt,
            String objectKey,
            long sizeBytes,
            Instant deadline,
            @Nullable PageTask onlyPage,
            @Nullable DocumentPassword password) {
        this(job, attempt, objectKey, sizeBytes, deadline, onlyPage, password, null, false, null);
    }

    /** To be copied with its text beneath it. */
    public static DocumentTask copying(UUID job, UUID copy, String objectKey, long sizeBytes, Instant deadline) {
        return new DocumentTask(job, 1, objectKey, sizeBytes, deadline, null, null, copy, false, null);
    }

    /** To have a picture of one page, for people to look at. */
    public static DocumentTask drawing(
            UUID job, PageDrawing drawing, String objectKey, long sizeBytes, Instant deadline) {
        return new DocumentTask(job, 1, objectKey, sizeBytes, deadline, null, null, null, false, drawing);
    }

    public DocumentTask withContents(boolean wanted) {
        return new DocumentTask(
                job, attempt, objectKey, sizeBytes, deadline, onlyPage, password, copy, wanted, drawing);
    }

    public DocumentTask withPassword(@Nullable DocumentPassword other) {
        return new DocumentTask(
                job,
                attempt,
                objectKey,
                sizeBytes,
                deadline,
                onlyPage == null ? null : onlyPage.withPassword(other),
                other,
                copy,
                contents,
                drawing);
    }

    /**
     * May also be read at once.
     *
     * @param margin of the document's deadline over that of its page
     */
    public DocumentTask withOnlyPage(String model, ReadOptions options, Duration margin) {
        PageTask page = new PageTask(job, 0, 1, objectKey, model, options, deadline.minus(margin));
        return new DocumentTask(
                job,
                attempt,
                objectKey,
                sizeBytes,
                deadline,
                page.withPassword(password),
                password,
                copy,
                contents,
                drawing);
    }
}
