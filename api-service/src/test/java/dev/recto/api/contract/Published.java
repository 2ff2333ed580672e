package dev.recto.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Holds every answer against what is published for its operation: the status must be named there, and JSON keep to its schema. */
public final class Published implements Filter {
    /** Of another address, since dots in a path are resolved on the way. */
    private static final int METHOD_NOT_ALLOWED = 405;

    private static final List<Operation> OPERATIONS = Contract.description().get("paths").properties().stream()
            .flatMap(path -> path.getValue().properties().stream()
                    .filter(method -> method.getValue().has("responses"))
                    .map(method -> new Operation(
                            method.getKey().toUpperCase(Locale.ROOT),
                            Pattern.compile(path.getKey().replaceAll("\\{[^}]+}", "[^/]+")),
                            method.getValue().get("responses"))))
            .toList();

    private record Operation(String method, Pattern path, JsonNode responses) {
        boolean is(FilterableRequestSpecification request) {
            return method.equals(request.getMethod())
                    && path.matcher(URI.create(request.getURI()).getRawPath()).matches();
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response answer = context.next(request, expected);
        operation(request).ifPresent(operation -> check(request, operation, answer));
        return answer;
    }

    private static Optional<Operation> operation(FilterableRequestSpecification request) {
        return OPERATIONS.stream().filter(each -> each.is(request)).findFirst();
    }

    private static void check(FilterableRequestSpecification request, Operation operation, Response answer) {
        String what = request.getMethod() + " " + operation.path() + ": " + answer.statusCode();
        JsonNode published = operation.responses().get(Integer.toString(answer.statusCode()));
        if (published == null && answer.statusCode() == METHOD_NOT_ALLOWED) {
            return;
        }
        if (published == null) {
            throw new AssertionError(what + " is not published, " + answer.asString());
        }
        JsonNode schema = Contract.resolve(published)
                .path("content")
                .path("application/json")
                .path("schema");
        List<String> violations = schema.isMissingNode() ? List.of() : Contract.violations(schema, answer.asString());
        if (!violations.isEmpty()) {
            throw new AssertionError(what + " breaks its schema: " + violations);
        }
    }
}
