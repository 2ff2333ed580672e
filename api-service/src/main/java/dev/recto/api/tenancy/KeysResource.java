package dev.recto.api.tenancy;

import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.UuidText;
import dev.recto.api.idempotency.Fingerprint;
import dev.recto.api.idempotency.Idempotency;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API keys, for administrators. */
@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {
    private final KeyAdministration keys;
    private final CurrentCaller caller;
    private final Idempotency idempotency;

    KeysResource(KeyAdministration keys, CurrentCaller caller, Idempotency idempotency) {
        this.keys = keys;
        this.caller = caller;
        this.idempotency = idempotency;
    }

    /** With an {@code Idempotency-Key} the key follows from it and the caller's own, so it can be told again and kept nowhere. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public KeyView create(
            @Valid @NotNull NewKey wanted,
            @HeaderParam("Authorization") String authorization,
            @HeaderParam(Idempotency.HEADER) @Nullable String idempotencyKey) {
        Caller administrator = caller.get();
        keys.authorise(administrator, wanted);
        return idempotency.withSubject(
                administrator.project(), idempotencyKey, Fingerprint.of("createKey", wanted.toString()), subject -> {
                    String key = idempotencyKey == null || idempotencyKey.isBlank()
                            ? KeyHash.newKey()
                            : KeyHash.keyFrom(Gate.bearer(authorization).orElseThrow(), subject.id() + idempotencyKey);
                    return keys.create(administrator, subject.id(), key, wanted);
                });
    }

    @GET
    @RunOnVirtualThread
    public KeyView.KeyList list() {
        return new KeyView.KeyList("list", keys.list(caller.get()));
    }

    /** From now on the key opens nothing. */
    @DELETE
    @Path("/{key_id}")
    @RunOnVirtualThread
    public KeyView.Revoked revoke(@PathParam("key_id") String id) {
        UUID key = UuidText.parse(id, ErrorCode.INVALID_KEY_ID, "key_id");
        keys.revoke(caller.get(), key);
        return new KeyView.Revoked(key, "api_key", true);
    }
}
