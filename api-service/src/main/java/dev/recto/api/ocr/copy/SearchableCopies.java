package dev.recto.api.ocr.copy;

import dev.recto.api.fault.ApiException;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.ocr.answer.PageTextWriter;
import dev.recto.api.reading.Job;
import dev.recto.api.temporary.Spool;
import dev.recto.api.temporary.Spools;
import dev.recto.model.DocumentTask;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;

/** Documents as PDF with what was read on them beneath. For virtual threads. */
@Singleton
public class SearchableCopies {
    private final Jobs jobs;
    private final PageTextWriter texts;
    private final Spools spools;
    private final CopyOrders orders;

    SearchableCopies(Jobs jobs, PageTextWriter texts, Spools spools, CopyOrders orders) {
        this.jobs = jobs;
        this.texts = texts;
        this.spools = spools;
        this.orders = orders;
    }

    /**
     * Returns when there is one.
     *
     * @param job that has read all
     * @param gone whether whoever asked has left
     * @throws ApiException the document is gone or can't be opened without its password, or no worker made the copy in time
     */
    public Copy make(Job job, BooleanSupplier gone) {
        String key = jobs.objectKey(job);
        return orders.make(
                job,
                copy -> enclose(job, copy),
                (copy, deadline) -> DocumentTask.copying(job.id(), copy.id(), key, job.sizeBytes(), deadline),
                gone);
    }

    private void enclose(Job job, Copy copy) {
        try (Spool spool = spools.open(job.organisation())) {
            Spool.NewFile file = spool.open();
            texts.write(job, file.out());
            orders.enclose(copy, file.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
