package dev.recto.api.worker;

import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentKind;
import dev.recto.model.DocumentTask;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageFault;
import dev.recto.model.PageResult;
import dev.recto.model.PageSize;
import dev.recto.model.PageTask;
import dev.recto.model.TokenUsage;
import dev.recto.model.WorkerReply;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a fake worker replies; it may say nothing, or more than one thing. */
public interface Script {
    List<WorkerReply> probe(DocumentTask task);

    List<WorkerReply> read(PageTask task);

    static Script of(Function<DocumentTask, List<WorkerReply>> probe, Function<PageTask, List<WorkerReply>> read) {
        return new Script() {
            @Override
            public List<WorkerReply> probe(DocumentTask task) {
                return probe.apply(task);
            }

            @Override
            public List<WorkerReply> read(PageTask task) {
                return read.apply(task);
            }
        };
    }

    /** Documents of so many pages, each page reading {@code page N}. */
    static Script pages(int count) {
        return of(
                task -> List.of(new WorkerReply.DocumentProbed(
                        task.job(),
                        task.attempt(),
                        DocumentKind.PDF,
                        Collections.nCopies(count, new PageSize(612, 792)))),
                task -> List.of(reply(task, text("page " + task.page()))));
    }

    /** Documents of one page, read as they are opened by whoever may. */
    static Script onlyPages() {
        Script page = pages(1);
        return of(
                task -> task.onlyPage() == null
                        ? page.probe(task)
                        : List.of(new WorkerReply.DocumentProbed(
                                        task.job(), task.attempt(), DocumentKind.PDF, List.of(new PageSize(612, 792)))
                                .withOnlyPage(read(task.onlyPage(), text("page 0")))),
                page::read);
    }

    /** Opens documents of so many pages, and reads none. */
    static Script opening(int count) {
        return of(pages(count)::probe, any -> List.of());
    }

    static Script refusing(DocumentFault fault) {
        return of(task -> List.of(new WorkerReply.DocumentRefused(task.job(), task.attempt(), fault)), task -> {
            throw new AssertionError("a refused document has no pages");
        });
    }

    /** As this one, but all pages read as said. */
    default Script reading(Function<PageTask, PageResult> result) {
        return of(this::probe, task -> List.of(reply(task, result.apply(task))));
    }

    /** As this one, but some pages fail. */
    default Script failing(Predicate<PageTask> some, PageFault fault) {
        return of(
                this::probe,
                task -> some.test(task)
                        ? List.of(new WorkerReply.PageFailed(task.job(), task.page(), task.attempt(), "fake", fault))
                        : read(task));
    }

    private static WorkerReply reply(PageTask task, PageResult result) {
        return read(task, result);
    }

    static WorkerReply.PageRead read(PageTask task, PageResult result) {
        return new WorkerReply.PageRead(task.job(), task.page(), task.attempt(), "fake", result);
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
