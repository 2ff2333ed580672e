package dev.recto.api.ocr;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.UuidText;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.ocr.copy.Copy;
import dev.recto.api.ocr.copy.CopyOrders;
import dev.recto.api.ocr.copy.PagePictures;
import dev.recto.api.reading.Job;
import dev.recto.api.tenancy.Scope;
import dev.recto.api.tracing.CurrentActivity;
import dev.recto.api.web.CurrentCaller;
import dev.recto.tracing.Attribute;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.regex.Pattern;

/** What a page looks like that is read, or is to be. */
@Path("/v1/ocr/jobs/{job_id}/pages/{page}/picture")
public class PagePictureResource {
    private static final String JPEG = "image/jpeg";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Jobs jobs;
    private final PagePictures pictures;
    private final CopyOrders orders;
    private final CurrentCaller caller;
    private final CurrentActivity activity;

    PagePictureResource(
            Jobs jobs, PagePictures pictures, CopyOrders orders, CurrentCaller caller, CurrentActivity activity) {
        this.jobs = jobs;
        this.pictures = pictures;
        this.orders = orders;
        this.caller = caller;
        this.activity = activity;
    }

    @GET
    @RolesAllowed(Scope.Role.READ)
    @Produces(JPEG)
    @RunOnVirtualThread
    public Response picture(
            @PathParam("job_id") String id, @PathParam("page") String page, @Context RoutingContext routing) {
        Job job = jobs.find(caller.get().organisation(), UuidText.parse(id, ErrorCode.INVALID_JOB_ID, "job_id"));
        activity.get().with(Attribute.JOB, job.id()).link(job.trace());
        Copy picture = pictures.make(job, page(job, page), routing.response()::closed);
        StreamingOutput jpeg = out -> orders.write(picture, out);
        return Response.ok(jpeg, JPEG)
                .header("Cache-Control", "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** None but the job's own, though there may be others in its document. */
    private int page(Job job, String text) {
        if (NUMBER.matcher(text).matches()) {
            int page = Integer.parseInt(text);
            if (jobs.pages(job.id(), page - 1, 1).stream().anyMatch(each -> each.number() == page)) {
                return page;
            }
        }
        throw new ApiException(ErrorCode.NOT_FOUND, "The reading has no page of this number.");
    }
}
