package dev.recto.api.ocr;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fault.Problem;
import dev.recto.api.id.UuidText;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.ocr.JobWriter.View;
import dev.recto.api.reading.Job;
import dev.recto.api.reading.PageCursor;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.tenancy.Scope;
import dev.recto.api.tracing.CurrentActivity;
import dev.recto.api.web.CurrentCaller;
import dev.recto.api.web.input.TextFields;
import dev.recto.tracing.Attribute;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every OCR request is a job: how it stands, and how to stop it. */
@Path("/v1/ocr/jobs/{job_id}")
@Produces(MediaType.APPLICATION_JSON)
public class JobsResource {
    private final Jobs jobs;
    private final JobWriter views;
    private final JobEvents events;
    private final CurrentCaller caller;
    private final CurrentActivity activity;

    JobsResource(Jobs jobs, JobWriter views, JobEvents events, CurrentCaller caller, CurrentActivity activity) {
        this.jobs = jobs;
        this.views = views;
        this.events = events;
        this.caller = caller;
        this.activity = activity;
    }

    @GET
    @RolesAllowed(Scope.Role.READ)
    @RunOnVirtualThread
    public StreamingOutput get(@PathParam("job_id") String id, UriInfo uri) {
        View view = view(uri).orElse(View.FULL);
        Job job = jobs.find(caller.get().organisation(), UuidText.parse(id, ErrorCode.INVALID_JOB_ID, "job_id"));
        activity.get().with(Attribute.JOB, job.id()).link(job.trace());
        return out -> views.write(job, view, out);
    }

    private static Optional<View> view(UriInfo uri) {
        TextFields fields = TextFields.ofQuery(uri.getQueryParameters());
        Optional<View> view = fields.word("view", View.class);
        fields.check();
        return view;
    }

    /** What happens to the job as it happens, from the event behind {@code Last-Event-ID} on. */
    @GET
    @RolesAllowed(Scope.Role.READ)
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RunOnVirtualThread
    public Response events(
            @PathParam("job_id") String id, UriInfo uri, @HeaderParam("Last-Event-ID") @Nullable String last) {
        View view = view(uri).orElse(View.PROGRESS);
        Caller reader = caller.get();
        Instant until = caller.until();
        Job job = jobs.find(reader.organisation(), UuidText.parse(id, ErrorCode.INVALID_JOB_ID, "job_id"));
        PageCursor after = last == null ? PageCursor.START : cursor(last);
        StreamingOutput stream = out -> events.write(reader, until, job.id(), after, view, out);
        return Response.ok(stream, MediaType.SERVER_SENT_EVENTS_TYPE)
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no")
                .build();
    }

    private static PageCursor cursor(String last) {
        return PageCursor.parse(last)
                .orElseThrow(() -> ApiException.invalid(
                        Problem.at("header", "Last-Event-ID", "must be the id of an event", "value_error")));
    }

    /** A job that has ended stays as it is, unless it is to be erased. */
    @DELETE
    @RolesAllowed(Scope.Role.WRITE)
    @RunOnVirtualThread
    public StreamingOutput cancel(@PathParam("job_id") String text, UriInfo uri) {
        UUID id = UuidText.parse(text, ErrorCode.INVALID_JOB_ID, "job_id");
        TextFields fields = TextFields.ofQuery(uri.getQueryParameters());
        boolean erase = fields.flag("erase").orElse(false);
        fields.check();
        UUID organisation = caller.get().organisation();
        Job job = erase ? jobs.delete(organisation, id) : jobs.cancel(organisation, id);
        return out -> views.write(job, View.PROGRESS, out);
    }
}
