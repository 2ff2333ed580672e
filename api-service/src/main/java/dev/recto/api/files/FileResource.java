package dev.recto.api.files;

import dev.recto.api.fault.ErrorCode;
import dev.recto.api.temporary.Spool;
import dev.recto.api.temporary.Spools;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.tenancy.Scope;
import dev.recto.api.web.CurrentCaller;
import dev.recto.api.web.idempotency.Fingerprint;
import dev.recto.api.web.idempotency.Idempotency;
import dev.recto.api.web.input.FormReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Files: stored, listed, described, deleted. */
@Path("/v1/files")
@Produces(MediaType.APPLICATION_JSON)
public class FileResource {
    private static final Duration STORE_TIMEOUT = Duration.ofMinutes(2);

    private final CurrentCaller callers;
    private final FormReader forms;
    private final Spools spools;
    private final StoredFiles files;
    private final FileWriter writer;
    private final Idempotency idempotency;

    FileResource(
            CurrentCaller callers,
            FormReader forms,
            Spools spools,
            StoredFiles files,
            FileWriter writer,
            Idempotency idempotency) {
        this.callers = callers;
        this.forms = forms;
        this.spools = spools;
        this.files = files;
        this.writer = writer;
        this.idempotency = idempotency;
    }

    @POST
    @RolesAllowed(Scope.Role.WRITE)
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RunOnVirtualThread
    public FileView create(
            InputStream body,
            @RestHeader(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @RestHeader("X-Org-Id") @Nullable String organisation,
            @RestHeader("X-Stainless-Lang") @Nullable String openAi,
            @RestHeader(Idempotency.HEADER) @Nullable String idempotencyKey) {
        Caller caller = caller(organisation, ErrorCode.ORG_FORBIDDEN);
        try (Spool spool = spools.open(caller.organisation())) {
            NewFile sent = FileForm.parse(forms.read(contentType, body, spool, FileForm.FIELDS));
            return writer.inspect(sent)
                    .flatMap(content -> idempotency.once(
                            caller.project(),
                            idempotencyKey,
                            Fingerprint.of("createFile", sent.label().toString(), content.sha256()),
                            FileView.class,
                            kept -> writer.create(
                                            caller, sent, content, file -> kept.keep(FileView.of(file, openAi != null)))
                                    .map(file -> FileView.of(file, openAi != null))))
                    .await()
                    .atMost(STORE_TIMEOUT);
        }
    }

    @GET
    @RolesAllowed(Scope.Role.READ)
    public Uni<FileList> list(
            UriInfo uri,
            @RestHeader("X-Org-Id") @Nullable String organisation,
            @RestHeader("X-Stainless-Lang") @Nullable String openAi) {
        Caller caller = caller(organisation, ErrorCode.ORG_FORBIDDEN);
        return files.list(caller.organisation(), FileQuery.parse(uri.getQueryParameters()))
                .map(page -> FileList.of(page, openAi != null));
    }

    @GET
    @RolesAllowed(Scope.Role.READ)
    @Path("/{file_id}")
    public Uni<FileView> get(
            @RestPath("file_id") String fileId,
            @RestHeader("X-Org-Id") @Nullable String organisation,
            @RestHeader("X-Stainless-Lang") @Nullable String openAi) {
        Caller caller = caller(organisation, ErrorCode.FILE_NOT_FOUND);
        return files.find(caller.organisation(), FileIds.parse(fileId)).map(file -> FileView.of(file, openAi != null));
    }

    @DELETE
    @RolesAllowed(Scope.Role.WRITE)
    @Path("/{file_id}")
    public Uni<FileDeleted> delete(
            @RestPath("file_id") String fileId, @RestHeader("X-Org-Id") @Nullable String organisation) {
        Caller caller = caller(organisation, ErrorCode.FILE_NOT_FOUND);
        var id = FileIds.parse(fileId);
        return files.delete(caller.organisation(), id).replaceWith(FileDeleted.of(id));
    }

    private Caller caller(@Nullable String organisation, ErrorCode whenForeign) {
        Caller caller = callers.get();
        caller.requireOrganisation(organisation, whenForeign);
        return caller;
    }
}
