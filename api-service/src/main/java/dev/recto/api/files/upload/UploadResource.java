package dev.recto.api.files.upload;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fault.Problem;
import dev.recto.api.files.FileView;
import dev.recto.api.id.UuidText;
import dev.recto.api.temporary.Spool;
import dev.recto.api.temporary.Spools;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.tenancy.Scope;
import dev.recto.api.web.CurrentCaller;
import dev.recto.api.web.idempotency.Fingerprint;
import dev.recto.api.web.idempotency.Idempotency;
import dev.recto.api.web.input.Form.FormFile;
import dev.recto.api.web.input.FormReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Large files in parts, as OpenAI's clients send them. */
@Path("/v1/uploads")
@Produces(MediaType.APPLICATION_JSON)
public class UploadResource {
    private static final Duration STORE_TIMEOUT = Duration.ofMinutes(2);
    /** The field of a part's form. */
    private static final String DATA = "data";

    private final CurrentCaller callers;
    private final FormReader forms;
    private final Spools spools;
    private final Uploads uploads;
    private final Idempotency idempotency;

    UploadResource(CurrentCaller callers, FormReader forms, Spools spools, Uploads uploads, Idempotency idempotency) {
        this.callers = callers;
        this.forms = forms;
        this.spools = spools;
        this.uploads = uploads;
        this.idempotency = idempotency;
    }

    @POST
    @RolesAllowed(Scope.Role.WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public UploadView create(
            @NotNull @Valid CreateUploadRequest request,
            @RestHeader("X-Org-Id") @Nullable String organisation,
            @RestHeader(Idempotency.HEADER) @Nullable String idempotencyKey) {
        Caller caller = callers.get();
        caller.requireOrganisation(organisation, ErrorCode.ORG_FORBIDDEN);
        Announcement announced = request.announcement();
        return idempotency
                .once(
                        caller.project(),
                        idempotencyKey,
                        Fingerprint.of("createUpload", announced.toString()),
                        UploadView.class,
                        kept -> uploads.open(caller, announced, upload -> kept.keep(UploadView.of(upload, null)))
                                .map(upload -> UploadView.of(upload, null)))
                .await()
                .atMost(STORE_TIMEOUT);
    }

    @POST
    @RolesAllowed(Scope.Role.WRITE)
    @Path("/{upload_id}/parts")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RunOnVirtualThread
    public UploadPartView addPart(
            @RestPath("upload_id") String uploadId,
            InputStream body,
            @RestHeader(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @RestHeader(Idempotency.HEADER) @Nullable String idempotencyKey) {
        Caller caller = callers.get();
        UUID id = parse(uploadId);
        try (Spool spool = spools.open(caller.organisation())) {
            FormFile data = forms.read(contentType, body, spool, Set.of(DATA))
                    .file(DATA)
                    .orElseThrow(() -> ApiException.invalid(Problem.body(DATA, "is required", "missing")));
            return idempotency
                    .once(
                            caller.project(),
                            idempotencyKey,
                            Fingerprint.ofFile("addUploadPart " + id, data.path()),
                            UploadPartView.class,
                            kept -> uploads.addPart(
                                            caller,
                                            id,
                                            data.path(),
                                            data.size(),
                                            part -> kept.keep(UploadPartView.of(part)))
                                    .map(UploadPartView::of))
                    .await()
                    .atMost(STORE_TIMEOUT);
        }
    }

    @POST
    @RolesAllowed(Scope.Role.WRITE)
    @Path("/{upload_id}/complete")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public UploadView complete(
            @RestPath("upload_id") String uploadId,
            @NotNull @Valid CompleteUploadRequest request,
            @RestHeader("X-Stainless-Lang") @Nullable String openAi,
            @RestHeader(Idempotency.HEADER) @Nullable String idempotencyKey) {
        Caller caller = callers.get();
        UUID id = parse(uploadId);
        return idempotency
                .once(
                        caller.project(),
                        idempotencyKey,
                        Fingerprint.of("completeUpload", id.toString(), request.toString()),
                        UploadView.class,
                        kept -> uploads.complete(
                                        caller,
                                        id,
                                        request.partIds(),
                                        request.md5(),
                                        completed -> kept.keep(view(completed, openAi)))
                                .map(completed -> view(completed, openAi)))
                .await()
                .indefinitely();
    }

    @POST
    @RolesAllowed(Scope.Role.WRITE)
    @Path("/{upload_id}/cancel")
    public Uni<UploadView> cancel(
            @RestPath("upload_id") String uploadId, @RestHeader(Idempotency.HEADER) @Nullable String idempotencyKey) {
        Caller caller = callers.get();
        UUID id = parse(uploadId);
        return idempotency.once(
                caller.project(),
                idempotencyKey,
                Fingerprint.of("cancelUpload", id.toString()),
                UploadView.class,
                kept -> uploads.cancel(caller, id, upload -> kept.keep(UploadView.of(upload, null)))
                        .map(upload -> UploadView.of(upload, null)));
    }

    private static UploadView view(Uploads.Completed completed, @Nullable String openAi) {
        return UploadView.of(completed.upload(), FileView.of(completed.file(), openAi != null));
    }

    /** What is no id names no upload. */
    private static UUID parse(String text) {
        return UuidText.parse(text, ErrorCode.UPLOAD_NOT_FOUND, "upload_id");
    }
}
