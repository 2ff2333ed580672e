package dev.recto.api.ocr;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.jobs.Job;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.ocr.JobWriter.View;
import dev.recto.api.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every OCR request is a job: how it stands, and how to stop it. */
@Path("/v1/ocr/jobs/{job_id}")
@Produces(MediaType.APPLICATION_JSON)
public class JobsResource {
    private final Jobs jobs;
    private final JobWriter views;
    private final CurrentCaller caller;

    JobsResource(Jobs jobs, JobWriter views, CurrentCaller caller) {
        this.jobs = jobs;
        this.views = views;
        this.caller = caller;
    }

    @GET
    @RunOnVirtualThread
    public StreamingOutput get(@PathParam("job_id") String id, @QueryParam("view") @Nullable String view) {
        Job job = jobs.find(caller.get().organisation(), parse(id));
        View wanted = "progress".equals(view) ? View.PROGRESS : View.FULL;
        return out -> views.write(job, wanted, out);
    }

    /** A job that has ended stays as it is. */
    @DELETE
    @RunOnVirtualThread
    public StreamingOutput cancel(@PathParam("job_id") String id) {
        Job job = jobs.cancel(caller.get().organisation(), parse(id));
        return out -> views.write(job, View.PROGRESS, out);
    }

    private static UUID parse(String id) {
        try {
            if (id.length() == 36) {
                return UUID.fromString(id);
            }
        } catch (IllegalArgumentException e) {
            throw new ApiException(ErrorCode.INVALID_JOB_ID).param("job_id");
        }
        throw new ApiException(ErrorCode.INVALID_JOB_ID).param("job_id");
    }
}
