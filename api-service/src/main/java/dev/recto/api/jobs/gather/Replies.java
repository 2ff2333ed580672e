package dev.recto.api.jobs.gather;

import dev.recto.model.TaskId;
import dev.recto.model.WorkerReply;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A batch of replies by what they say. */
record Replies(
        List<WorkerReply.DocumentProbed> probed,
        List<WorkerReply.DocumentRefused> refused,
        List<WorkerReply.PageRead> read,
        List<WorkerReply.PageFailed> failed,
        List<WorkerReply.TaskReturned> returned) {
    static Replies of(List<WorkerReply> replies) {
        return new Replies(
                only(replies, WorkerReply.DocumentProbed.class),
                only(replies, WorkerReply.DocumentRefused.class),
                only(replies, WorkerReply.PageRead.class),
                only(replies, WorkerReply.PageFailed.class),
                only(replies, WorkerReply.TaskReturned.class));
    }

    /** What is left when these jobs are done: of the others what became of pages as they were opened is as good as told by itself. */
    Replies without(Set<UUID> done) {
        List<WorkerReply.DocumentProbed> opened =
                probed.stream().filter(each -> !done.contains(each.job())).toList();
        List<WorkerReply.PageReply> pages = Stream.<WorkerReply.PageReply>concat(
                        Stream.of(read, failed).flatMap(List::stream),
                        opened.stream()
                                .map(WorkerReply.DocumentProbed::onlyPage)
                                .filter(Objects::nonNull))
                .toList();
        return new Replies(
                opened,
                refused,
                only(pages, WorkerReply.PageRead.class),
                only(pages, WorkerReply.PageFailed.class),
                returned);
    }

    /** Those of which the attempt counts, or those of which it does not. */
    List<TaskId> returned(boolean begun) {
        return returned.stream()
                .filter(each -> each.begun() == begun)
                .map(WorkerReply.TaskReturned::task)
                .toList();
    }

    private static <T> List<T> only(List<? extends WorkerReply> replies, Class<T> type) {
        return replies.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
