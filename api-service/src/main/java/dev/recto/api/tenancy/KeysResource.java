package dev.recto.api.tenancy;

import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.UuidText;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** API keys, for administrators. */
@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {
    private final KeyAdministration keys;
    private final CurrentCaller caller;

    KeysResource(KeyAdministration keys, CurrentCaller caller) {
        this.keys = keys;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public KeyView create(@Valid @NotNull NewKey wanted) {
        return keys.create(caller.get(), wanted);
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
