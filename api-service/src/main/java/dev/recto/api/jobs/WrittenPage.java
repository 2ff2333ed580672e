package dev.recto.api.jobs;

import dev.recto.api.jobs.PageTable.Read;
import dev.recto.model.TokenUsage;
import dev.recto.model.WorkerReply;

/** A page that was read, and its result as it is kept. */
public record WrittenPage(WorkerReply.PageRead page, String result) {
    public Read read() {
        TokenUsage usage = page.result().usage();
        return new Read(page.job(), page.page(), result, (long) usage.promptTokens() + usage.completionTokens());
    }
}
