package dev.recto.api.ocr;

import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.UuidText;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.ocr.answer.DocumentWriter;
import dev.recto.api.ocr.answer.TextFormat;
import dev.recto.api.ocr.copy.Copy;
import dev.recto.api.ocr.copy.CopyOrders;
import dev.recto.api.ocr.copy.SearchableCopies;
import dev.recto.api.reading.Job;
import dev.recto.api.tenancy.Scope;
import dev.recto.api.tracing.CurrentActivity;
import dev.recto.api.web.AcceptAnything;
import dev.recto.api.web.CurrentCaller;
import dev.recto.api.web.input.TextFields;
import dev.recto.tracing.Attribute;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;

/** What was read as one text, or as the document with its text beneath. */
@Path("/v1/ocr/jobs/{job_id}/document")
public class DocumentResource {
    /** What was read is somebody else's text: as a page of this host it can do nothing. */
    private static final String POLICY = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    private final Jobs jobs;
    private final DocumentWriter documents;
    private final SearchableCopies copies;
    private final CopyOrders orders;
    private final CurrentCaller caller;
    private final CurrentActivity activity;

    DocumentResource(
            Jobs jobs,
            DocumentWriter documents,
            SearchableCopies copies,
            CopyOrders orders,
            CurrentCaller caller,
            CurrentActivity activity) {
        this.jobs = jobs;
        this.documents = documents;
        this.copies = copies;
        this.orders = orders;
        this.caller = caller;
        this.activity = activity;
    }

    @GET
    @RolesAllowed(Scope.Role.READ)
    @Produces(MediaType.WILDCARD)
    @RunOnVirtualThread
    public Response document(@PathParam("job_id") String id, UriInfo uri, @Context RoutingContext routing) {
        TextFields fields = TextFields.ofQuery(uri.getQueryParameters());
        DocumentFormat format = fields.word("format", DocumentFormat.class)
                .orElseGet(() -> AcceptedFormat.of(AcceptAnything.accepted(routing)));
        fields.check();
        Job job = jobs.find(caller.get().organisation(), UuidText.parse(id, ErrorCode.INVALID_JOB_ID, "job_id"));
        activity.get().with(Attribute.JOB, job.id()).link(job.trace());
        OcrService.requireRead(job);
        return switch (format) {
            case MARKDOWN -> text(job, format, TextFormat.MARKDOWN);
            case TEXT -> text(job, format, TextFormat.PLAIN);
            case HTML -> text(job, format, TextFormat.HTML);
            case DOCX -> file(job, format, out -> documents.writeDocx(job, out));
            case PDF -> {
                Copy copy = copies.make(job, routing.response()::closed);
                yield file(job, format, out -> orders.write(copy, out));
            }
        };
    }

    private Response text(Job job, DocumentFormat format, TextFormat text) {
        return answer(format, out -> documents.write(job, text, out))
                .header("Content-Security-Policy", POLICY)
                .build();
    }

    private static Response file(Job job, DocumentFormat format, StreamingOutput content) {
        return answer(format, content)
                .header("Content-Disposition", "attachment; filename=\"" + job.id() + "." + format.word() + "\"")
                .build();
    }

    private static ResponseBuilder answer(DocumentFormat format, StreamingOutput content) {
        return Response.ok(content, format.mediaType())
                .header("Vary", "Accept")
                .header("X-Content-Type-Options", "nosniff");
    }
}
