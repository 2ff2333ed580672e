package dev.recto.api.webhook.delivery;

import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.UuidText;
import dev.recto.api.tenancy.Scope;
import dev.recto.api.web.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;

/** What was told to receivers, and what is still to be. */
@Path("/v1/webhooks/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeliveriesResource {
    private final DeliveryLists deliveries;
    private final CurrentCaller caller;

    DeliveriesResource(DeliveryLists deliveries, CurrentCaller caller) {
        this.deliveries = deliveries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Scope.Role.READ)
    public DeliveryView.DeliveryList list(UriInfo uri) {
        DeliveryLists.Page page =
                deliveries.list(caller.get().organisation(), DeliveryQuery.parse(uri.getQueryParameters()));
        return new DeliveryView.DeliveryList("list", page.deliveries(), page.total());
    }

    @POST
    @RolesAllowed(Scope.Role.WRITE)
    @Path("/{delivery_id}/resend")
    public DeliveryView resend(@PathParam("delivery_id") String text) {
        UUID id = UuidText.parse(text, ErrorCode.INVALID_DELIVERY_ID, "delivery_id");
        return deliveries.resend(caller.get().organisation(), id);
    }
}
