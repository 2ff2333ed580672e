package dev.recto.model;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What comes back on {@link Topics#RESULTS}. Every write that follows is keyed, so a reply may come twice. What only newer workers
 * say is read as the nearest thing that this one knows, and without it there is no reply.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "reply")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkerReply.DocumentProbed.class, name = "document-probed"),
    @JsonSubTypes.Type(value = WorkerReply.DocumentRefused.class, name = "document-refused"),
    @JsonSubTypes.Type(value = WorkerReply.PageRead.class, name = "page-read"),
    @JsonSubTypes.Type(value = WorkerReply.PageFailed.class, name = "page-failed"),
    @JsonSubTypes.Type(value = WorkerReply.TaskReturned.class, name = "task-returned")
})
public sealed interface WorkerReply {
    UUID job();

    int attempt();

    /**
     * The document opens; {@code pages} holds one size per page, in order.
     *
     * @param onlyPage what became of it as well; null where the document has others, or its page is still to be read
     * @param contents for each page a digest of all that a reading of it depends on, empty for one of which it is not known; none at all from
     *     workers that don't say, and of documents whose pages are nothing by themselves
     */
    record DocumentProbed(
            UUID job,
            int attempt,
            DocumentKind kind,
            List<PageSize> pages,
            @Nullable PageReply onlyPage,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> contents)
            implements WorkerReply {
        public DocumentProbed {
            Objects.requireNonNull(job);
            Objects.requireNonNull(kind);
            Objects.requireNonNull(pages);
            contents = List.copyOf(Objects.requireNonNullElse(contents, List.of()));
        }

        /** All pages are still to be read. */
        public DocumentProbed(UUID job, int attempt, DocumentKind kind, List<PageSize> pages) {
            this(job, attempt, kind, pages, null, List.of());
        }

        public DocumentProbed withOnlyPage(PageReply page) {
            return new DocumentProbed(job, attempt, kind, pages, page, contents);
        }

        public DocumentProbed withContents(List<String> digests) {
            return new DocumentProbed(job, attempt, kind, pages, onlyPage, digests);
        }
    }

    /** The document can't be read by anyone; final. */
    record DocumentRefused(
            UUID job,
            int attempt,

            @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            DocumentFault fault)
            implements WorkerReply {
        public DocumentRefused {
            Objects.requireNonNull(job);
            Objects.requireNonNull(fault);
        }
    }

    /** What became of a page. */
    sealed interface PageReply extends WorkerReply {}

    /** @param version of the model that read it; null from workers that don't say */
    record PageRead(
            UUID job,
            int page,
            int attempt,
            String worker,
            PageResult result,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ModelVersion version)
            implements PageReply {
        public PageRead {
            Objects.requireNonNull(job);
            Objects.requireNonNull(worker);
            Objects.requireNonNull(result.usage());
        }

        /** By a model of an unknown version. */
        public PageRead(UUID job, int page, int attempt, String worker, PageResult result) {
            this(job, page, attempt, worker, result, null);
        }

        public PageRead by(@Nullable ModelVersion reader) {
            return new PageRead(job, page, attempt, worker, result, reader);
        }
    }

    /** The page was not read; whether it is tried again is {@link PageFault#retryable()}. */
    record PageFailed(
            UUID job,
            int page,
            int attempt,
            String worker,

            @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            PageFault fault)
            implements PageReply {
        public PageFailed {
            Objects.requireNonNull(job);
            Objects.requireNonNull(worker);
            Objects.requireNonNull(fault);
        }
    }

    /**
     * The worker says nothing about the task, which waits again.
     *
     * @param begun whether the task may be what kept the worker from it; if not, the attempt was none
     */
    record TaskReturned(TaskId task, String worker, boolean begun) implements WorkerReply {
        public TaskReturned {
            Objects.requireNonNull(task);
            Objects.requireNonNull(worker);
        }

        @Override
        public UUID job() {
            return task.job();
        }

        @Override
        public int attempt() {
            return task.attempt();
        }
    }
}
