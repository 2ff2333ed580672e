package dev.recto.api.scaling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fault.Faults;
import dev.recto.api.models.OfferedModels;
import dev.recto.api.models.ServedModels;
import dev.recto.api.web.ErrorWriter;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * How much is to be read with a model, for autoscalers; on the port of health and metrics, and like these for whoever reaches it. It
 * counts when asked, so that a pool wakes without the delay of a count that is made now and then.
 */
@Singleton
class ScalingRoute {
    /** The id of a model may have a slash of its own. */
    private static final String PATH = "/q/scaling/(?<model>.+)";

    private final OpenWorkTable table;
    private final OfferedModels offered;
    private final ServedModels served;
    private final ErrorWriter errors;
    private final ObjectMapper json;

    ScalingRoute(
            OpenWorkTable table, OfferedModels offered, ServedModels served, ErrorWriter errors, ObjectMapper json) {
        this.table = table;
        this.offered = offered;
        this.served = served;
        this.errors = errors;
        this.json = json;
    }

    void install(@Observes ManagementInterface management) {
        management.router().getWithRegex(PATH).handler(this::answer);
    }

    private void answer(RoutingContext routing) {
        String model = routing.pathParam("model");
        if (!offered.isKnown(model)) {
            errors.write(routing, new ApiException(ErrorCode.NOT_FOUND, "There is no such model."));
            return;
        }
        table.of(model)
                .map(work -> text(Scaling.of(model, work, served.slots(model))))
                .subscribe()
                .with(
                        body -> routing.response()
                                .putHeader("Content-Type", "application/json")
                                .end(body),
                        failure -> errors.write(routing, Faults.of(failure)));
    }

    private String text(Scaling scaling) {
        try {
            return json.writeValueAsString(scaling);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
