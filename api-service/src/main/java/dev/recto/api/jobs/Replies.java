package dev.recto.api.jobs;

import dev.recto.model.WorkerReply;
import java.util.List;

/** A batch of replies by what they say. */
record Replies(
        List<WorkerReply.DocumentProbed> probed,
        List<WorkerReply.DocumentRefused> refused,
        List<WorkerReply.PageRead> read,
        List<WorkerReply.PageFailed> failed) {
    static Replies of(List<WorkerReply> replies) {
        return new Replies(
                only(replies, WorkerReply.DocumentProbed.class),
                only(replies, WorkerReply.DocumentRefused.class),
                only(replies, WorkerReply.PageRead.class),
                only(replies, WorkerReply.PageFailed.class));
    }

    private static <T> List<T> only(List<WorkerReply> replies, Class<T> type) {
        return replies.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
