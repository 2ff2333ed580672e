package dev.recto.api.ocr.copy;

import dev.recto.api.fault.ApiException;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.reading.Job;
import dev.recto.model.DocumentPassword;
import dev.recto.model.DocumentTask;
import dev.recto.model.PageDrawing;
import jakarta.inject.Singleton;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Pages as JPEG, of whatever format their document is and wherever it came from. For virtual threads. */
@Singleton
public class PagePictures {
    private final Jobs jobs;
    private final CopyOrders orders;

    PagePictures(Jobs jobs, CopyOrders orders) {
        this.jobs = jobs;
        this.orders = orders;
    }

    /**
     * Returns when there is one.
     *
     * @param page of the job, counted from 0
     * @param gone whether whoever asked has left
     * @throws ApiException the document is gone or can't be opened without its password, or no worker has drawn the page in time
     */
    public Copy make(Job job, int page, BooleanSupplier gone) {
        String key = jobs.objectKey(job);
        @Nullable DocumentPassword password = jobs.password(job).orElse(null);
        return orders.make(
                job,
                picture -> {},
                (picture, deadline) -> DocumentTask.drawing(
                                job.id(), new PageDrawing(picture.id(), page), key, job.sizeBytes(), deadline)
                        .withPassword(password),
                gone);
    }
}
