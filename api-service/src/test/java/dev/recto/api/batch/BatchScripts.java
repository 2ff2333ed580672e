package dev.recto.api.batch;

import dev.recto.api.worker.Script;
import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentTask;
import dev.recto.model.WorkerReply;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Workers that do not read every row. */
final class BatchScripts {
    private BatchScripts() {}

    static Script silent() {
        return probing(task -> List.of());
    }

    static Script unreadable() {
        return probing(
                task -> List.of(new WorkerReply.DocumentRefused(task.job(), task.attempt(), DocumentFault.ENCRYPTED)));
    }

    /** Reads the document that comes first and says nothing about others. */
    static Script onlyTheFirst() {
        AtomicReference<UUID> first = new AtomicReference<>();
        Script all = Script.pages(1);
        return probing(task -> {
            first.compareAndSet(null, task.job());
            return task.job().equals(first.get()) ? all.probe(task) : List.of();
        });
    }

    private static Script probing(Function<DocumentTask, List<WorkerReply>> probe) {
        return Script.of(probe, Script.pages(1)::read);
    }
}
