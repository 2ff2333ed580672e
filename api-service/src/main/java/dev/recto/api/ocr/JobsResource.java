package dev.recto.api.ocr;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fault.Problem;
import dev.recto.api.id.UuidText;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.ocr.JobWriter.View;
import dev.recto.api.ocr.answer.DocumentWriter;
import dev.recto.api.ocr.answer.TextFormat;
import dev.recto.api.ocr.copy.Copy;
import dev.recto.api.ocr.copy.CopyOrders;
import dev.recto.api.ocr.copy.SearchableCopies;
import dev.recto.api.reading.Job;
import dev.recto.api.reading.PageCursor;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every OCR request is a job: how it stands, and how to stop it. */
@Path("/v1/ocr/jobs/{job_id}")
@Produces(MediaType.APPLICATION_JSON)
public class JobsResource {
    /** What was read is somebody else's text: as a page of this host it can do nothing. */
    private static final String DOCUMENT_POLICY =
            "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    private static final String PDF = "application/pdf";

    private final Jobs jobs;
    private final JobWriter views;
    private final DocumentWriter documents;
    private final SearchableCopies copies;
    private final CopyOrders orders;
    private final JobEvents events;
    private final CurrentCaller caller;
    private final CurrentActivity activity;

    JobsResource(
            Jobs jobs,
            JobWriter views,
            DocumentWriter documents,
            SearchableCopies copies,
            CopyOrders orders,
            JobEvents events,
            CurrentCaller caller,
            CurrentActivity activity) {
        this.jobs = jobs;
        this.views = views;
        this.documents = documents;
        this.copies = copies;
        this.orders = orders;
        this.events = events;
        this.caller = caller;
        this.activity = activity;
    }

    @GET
    @RolesAllowed(Scope.Role.READ)
    @RunOnVirtualThread
    public StreamingOutput get(@PathParam("job_id") String id, @QueryParam("view") @Nullable String view) {
        Job job = jobs.find(caller.get().organisation(), UuidText.parse(id, ErrorCode.INVALID_JOB_ID, "job_id"));
        activity.get().with(Attribute.JOB, job.id()).link(job.trace());
        View wanted = "progress".equals(view) ? View.PROGRESS : View.FULL;
        return out -> views.write(job, wanted, out);
    }

    /** What was read as one text, or as the document with its text beneath. */
    @GET
    @RolesAllowed(Scope.Role.READ)
    @Path("/document")
    @Produces({"text/markdown", MediaType.TEXT_PLAIN, MediaType.TEXT_HTML, PDF})
    @RunOnVirtualThread
    public Response document(@PathParam("job_id") String id, UriInfo uri) {
        TextFields fields =
                new TextFields("query", name -> uri.getQueryParameters().getOrDefault(name, List.of()));
        DocumentFormat format = fields.word("format", DocumentFormat.class).orElse(DocumentFormat.MARKDOWN);
        fields.check();
        Job job = jobs.find(caller.get().organisation(), UuidText.parse(id, ErrorCode.INVALID_JOB_ID, "job_id"));
        activity.get().with(Attribute.JOB, job.id()).link(job.trace());
        OcrService.requireRead(job);
        return format.text().map(text -> text(job, text)).orElseGet(() -> copy(job));
    }

    private Response text(Job job, TextFormat format) {
        StreamingOutput text = out -> documents.write(job, format, out);
        return Response.ok(text, format.mediaType())
                .header("Content-Security-Policy", DOCUMENT_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private Response copy(Job job) {
        Copy copy = copies.make(job);
        StreamingOutput pdf = out -> orders.write(copy, out);
        return Response.ok(pdf, PDF)
                .header("Content-Disposition", "attachment; filename=\"" + job.id() + ".pdf\"")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** What happens to the job as it happens, from the event behind {@code Last-Event-ID} on. */
    @GET
    @RolesAllowed(Scope.Role.READ)
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RunOnVirtualThread
    public Response events(
            @PathParam("job_id") String id, UriInfo uri, @HeaderParam("Last-Event-ID") @Nullable String last) {
        TextFields fields =
                new TextFields("query", name -> uri.getQueryParameters().getOrDefault(name, List.of()));
        View view = fields.word("view", View.class).orElse(View.PROGRESS);
        fields.check();
        UUID organisation = caller.get().organisation();
        Job job = jobs.find(organisation, UuidText.parse(id, ErrorCode.INVALID_JOB_ID, "job_id"));
        PageCursor after = last == null ? PageCursor.START : cursor(last);
        StreamingOutput stream = out -> events.write(organisation, job.id(), after, view, out);
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
        TextFields fields =
                new TextFields("query", name -> uri.getQueryParameters().getOrDefault(name, List.of()));
        boolean erase = fields.flag("erase").orElse(false);
        fields.check();
        UUID organisation = caller.get().organisation();
        Job job = erase ? jobs.delete(organisation, id) : jobs.cancel(organisation, id);
        return out -> views.write(job, View.PROGRESS, out);
    }
}
