package dev.recto.api.files;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.tenancy.Scope;
import dev.recto.api.web.CurrentCaller;
import dev.recto.api.web.input.TextFields;
import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A file's bytes: with a key, or with a signed URL. */
@Path("/v1/files/{file_id}")
public class FileContentResource {
    private static final int DEFAULT_HOURS = 24;
    private static final int MAX_HOURS = 168;

    private final CurrentCaller callers;
    private final StoredFiles files;
    private final SignedUrls urls;

    FileContentResource(CurrentCaller callers, StoredFiles files, SignedUrls urls) {
        this.callers = callers;
        this.files = files;
        this.urls = urls;
    }

    /** Always as octets: one of the clients refuses anything else. */
    @GET
    @RolesAllowed(Scope.Role.READ)
    @Path("/content")
    @Uncompressed
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public RestMulti<Buffer> content(
            @RestPath("file_id") String fileId,
            @RestHeader("X-Org-Id") @Nullable String organisation,
            HttpHeaders headers) {
        Uni<StoredFile> file = files.find(caller(organisation).organisation(), FileIds.parse(fileId));
        return send(file, headers, found -> MediaType.APPLICATION_OCTET_STREAM);
    }

    @GET
    @RolesAllowed(Scope.Role.READ)
    @Path("/url")
    @Uncompressed
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<SignedUrl> url(
            @RestPath("file_id") String fileId, @RestHeader("X-Org-Id") @Nullable String organisation, UriInfo uri) {
        Caller caller = caller(organisation);
        UUID id = FileIds.parse(fileId);
        TextFields fields = TextFields.ofQuery(uri.getQueryParameters());
        int hours = fields.number("expiry", 1, MAX_HOURS).orElse(DEFAULT_HOURS);
        fields.check();
        return files.find(caller.organisation(), id)
                .map(file -> urls.sign(file.id, uri.getBaseUri(), Instant.now().plus(Duration.ofHours(hours))));
    }

    /** The signature is the permission; what is not a signed URL at all has none. */
    @GET
    @PermitAll
    @Path("/download")
    @Uncompressed
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public RestMulti<Buffer> download(
            @RestPath("file_id") String fileId,
            @RestQuery @Nullable String expires,
            @RestQuery @Nullable String signature,
            HttpHeaders headers) {
        Uni<StoredFile> file = files.find(permitted(fileId, expires, signature));
        return send(
                file, headers, found -> found.mimetype == null ? MediaType.APPLICATION_OCTET_STREAM : found.mimetype);
    }

    private UUID permitted(String fileId, @Nullable String expires, @Nullable String signature) {
        if (expires == null || !expires.matches("\\d{1,18}") || signature == null) {
            throw new ApiException(ErrorCode.SIGNATURE_INVALID).param("signature");
        }
        UUID id = FileIds.parse(fileId);
        return switch (urls.verify(id, Long.parseLong(expires), signature)) {
            case VALID -> id;
            case EXPIRED -> throw new ApiException(ErrorCode.SIGNATURE_EXPIRED).param("expires");
            case FORGED, FOREIGN -> throw new ApiException(ErrorCode.SIGNATURE_INVALID).param("signature");
        };
    }

    private RestMulti<Buffer> send(
            Uni<StoredFile> file, HttpHeaders headers, Function<StoredFile, String> contentType) {
        Conditions conditions = Conditions.of(headers);
        Uni<Download> download = file.flatMap(found -> conditions.has(Download.etag(found))
                ? Uni.createFrom().item(Download.unchanged(found))
                : files.open(found, conditions.range(found)));
        return RestMulti.fromUniResponse(
                download,
                Download::bytes,
                opened -> opened.headers(contentType.apply(opened.file())),
                Download::status);
    }

    private Caller caller(@Nullable String organisation) {
        Caller caller = callers.get();
        caller.requireOrganisation(organisation, ErrorCode.FILE_NOT_FOUND);
        return caller;
    }
}
