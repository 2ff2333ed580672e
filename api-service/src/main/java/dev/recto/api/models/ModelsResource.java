package dev.recto.api.models;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.tenancy.Scope;
import dev.recto.model.ServedModel;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;

/** What can be asked for: the models that are offered; while there are none, those that are known. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {
    private static final long CREATED = Instant.now().getEpochSecond();

    private final OfferedModels models;
    private final ModelResolver resolver;
    private final Prices prices;
    private final UpstreamModels upstreams;

    ModelsResource(OfferedModels models, ModelResolver resolver, Prices prices, UpstreamModels upstreams) {
        this.models = models;
        this.resolver = resolver;
        this.prices = prices;
        this.upstreams = upstreams;
    }

    @GET
    @RolesAllowed(Scope.Role.READ)
    @Path("/v1/models")
    public ModelList list() {
        return new ModelList("list", entries().toList());
    }

    /** @param named id or alias; ids have slashes, which not every client writes as {@code %2F} */
    @GET
    @RolesAllowed(Scope.Role.READ)
    @Path("/v1/models/{model:.+}")
    public ModelList.Entry find(@RestPath("model") String named) {
        return upstreams
                .find(named)
                .map(this::entry)
                .or(() -> entries()
                        .filter(model ->
                                model.id().equals(named) || model.aliases().contains(named))
                        .findFirst())
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such model.").param("model"));
    }

    private Stream<ModelList.Entry> entries() {
        return Stream.concat(models.listed().stream(), upstreams.offered().stream())
                .map(this::entry);
    }

    @GET
    @RolesAllowed(Scope.Role.READ)
    @Path("/v2/ocr/models")
    public ModelListV2 listV2() {
        List<ModelListV2.Entry> entries = Stream.concat(
                        models.listed().stream().map(model -> entry("recto", "self-hosted", model)),
                        upstreams.offered().stream().map(model -> entry(model.ownedBy(), "upstream", model)))
                .toList();
        return new ModelListV2(new ModelListV2.Meta(entries.size()), entries);
    }

    private ModelListV2.Entry entry(String provider, String location, ServedModel model) {
        return new ModelListV2.Entry(provider, model.id(), location, prices.generation(model.id(), 1));
    }

    private ModelList.Entry entry(ServedModel model) {
        return new ModelList.Entry(
                model.id(),
                "model",
                CREATED,
                model.ownedBy(),
                "base",
                model.name(),
                model.description(),
                resolver.isDefault(model.id()),
                resolver.aliases(model.id()),
                Math.max(1, model.maxContextLength()),
                new ModelList.Capabilities(true, true, false),
                model.languages());
    }
}
