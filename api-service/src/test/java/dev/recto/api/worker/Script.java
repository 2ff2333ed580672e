package dev.recto.api.worker;

import dev.recto.model.DocumentKind;
import dev.recto.model.DocumentTask;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageResult;
import dev.recto.model.PageSize;
import dev.recto.model.PageTask;
import dev.recto.model.TokenUsage;
import dev.recto.model.WorkerReply;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What a fake worker replies; it may say nothing, or more than one thing. */
public interface Script {
    List<WorkerReply> probe(DocumentTask task);

    List<WorkerReply> read(PageTask task);

    /** Documents of so many pages, each page reading {@code page N}. */
    static Script pages(int count) {
        return new Script() {
            @Override
            public List<WorkerReply> probe(DocumentTask task) {
                return List.of(new WorkerReply.DocumentProbed(
                        task.job(),
                        task.attempt(),
                        DocumentKind.PDF,
                        Collections.nCopies(count, new PageSize(612, 792))));
            }

            @Override
            public List<WorkerReply> read(PageTask task) {
                return List.of(new WorkerReply.PageRead(
                        task.job(), task.page(), task.attempt(), "fake", text("page " + task.page())));
            }
        };
    }

    static PageResult text(String markdown) {
        return new PageResult(
                markdown,
                new PageDimensions(1700, 2200, 200),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                new TokenUsage(100, 10),
                Set.of(),
                5);
    }
}
