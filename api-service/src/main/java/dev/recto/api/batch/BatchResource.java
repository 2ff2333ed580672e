package dev.recto.api.batch;

import dev.recto.api.batch.table.BatchJob;
import dev.recto.api.batch.table.BatchJobTable;
import dev.recto.api.batch.table.BatchQuery;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.UuidText;
import dev.recto.api.tenancy.Scope;
import dev.recto.api.web.CurrentCaller;
import dev.recto.api.web.idempotency.Idempotency;
import dev.recto.api.web.input.TextFields;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Jobs: created, listed, described, cancelled, deleted. */
@Path("/v1/batch/jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BatchResource {
    private final CurrentCaller caller;
    private final BatchJobs jobs;
    private final BatchJobTable table;
    private final BatchViews views;

    BatchResource(CurrentCaller caller, BatchJobs jobs, BatchJobTable table, BatchViews views) {
        this.caller = caller;
        this.jobs = jobs;
        this.table = table;
        this.views = views;
    }

    @POST
    @RolesAllowed(Scope.Role.WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    public BatchJobView create(InputStream body, @RestHeader(Idempotency.HEADER) @Nullable String idempotencyKey) {
        return views.view(jobs.create(caller.get(), body, idempotencyKey));
    }

    @GET
    @RolesAllowed(Scope.Role.READ)
    public BatchJobList list(UriInfo uri) {
        BatchJobTable.Page page = table.list(caller.get(), BatchQuery.parse(uri.getQueryParameters()));
        return new BatchJobList("list", views.views(page.jobs()), page.total());
    }

    @GET
    @RolesAllowed(Scope.Role.READ)
    @Path("/{job_id}")
    public BatchJobView get(@RestPath("job_id") String jobId, UriInfo uri) {
        UUID id = id(jobId);
        TextFields fields = TextFields.ofQuery(uri.getQueryParameters());
        boolean inline = fields.flag("inline").orElse(false);
        fields.check();
        BatchJob job = jobs.find(caller.get(), id);
        return inline ? views.withOutputs(job) : views.view(job);
    }

    @DELETE
    @RolesAllowed(Scope.Role.WRITE)
    @Path("/{job_id}")
    public BatchJobDeleted delete(@RestPath("job_id") String jobId) {
        UUID id = id(jobId);
        jobs.delete(caller.get(), id);
        return BatchJobDeleted.of(id);
    }

    @POST
    @RolesAllowed(Scope.Role.WRITE)
    @Path("/{job_id}/cancel")
    public BatchJobView cancel(@RestPath("job_id") String jobId) {
        return views.view(jobs.cancel(caller.get(), id(jobId)));
    }

    private static UUID id(String text) {
        return UuidText.parse(text, ErrorCode.INVALID_JOB_ID, "job_id");
    }
}
