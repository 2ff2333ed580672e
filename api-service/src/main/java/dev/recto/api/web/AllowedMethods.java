package dev.recto.api.web;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The methods that addresses take, by the resources that there are. */
@Singleton
final class AllowedMethods {
    /** Such as {@code {id}}, or {@code {name:.+}} with what it may be. */
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}:]+(?::([^}]+))?}");

    private final List<Route> routes;

    private record Route(String method, Pattern address) {}

    AllowedMethods(BeanManager beans) {
        routes = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .<Class<?>>map(Bean::getBeanClass)
                .filter(resource -> resource.isAnnotationPresent(Path.class))
                .flatMap(AllowedMethods::routes)
                .toList();
    }

    private static Stream<Route> routes(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods())
                .flatMap(operation ->
                        methods(operation).map(method -> new Route(method, address(resource, operation))));
    }

    private static Stream<String> methods(Method operation) {
        return Arrays.stream(operation.getAnnotations())
                .map(each -> each.annotationType().getAnnotation(HttpMethod.class))
                .flatMap(Stream::ofNullable)
                .map(HttpMethod::value);
    }

    private static Pattern address(Class<?> resource, Method operation) {
        String path = Stream.of(resource.getAnnotation(Path.class), operation.getAnnotation(Path.class))
                .flatMap(Stream::ofNullable)
                .map(Path::value)
                .reduce("", (before, part) -> before + "/" + part)
                .replaceAll("/+", "/")
                .replaceAll("/$", "");
        return Pattern.compile(PARAMETER
                        .matcher(path)
                        .replaceAll(parameter ->
                                Matcher.quoteReplacement(parameter.group(1) == null ? "[^/]+" : parameter.group(1)))
                + "/?");
    }

    /** Where there is something at the address, but it does not take the method: says which ones it takes. */
    Optional<ApiException> refuse(RoutingContext routing) {
        Set<String> allowed = of(RequestPath.of(routing));
        if (allowed.isEmpty() || allowed.contains(routing.request().method().name())) {
            return Optional.empty();
        }
        routing.response().putHeader("Allow", String.join(", ", allowed));
        return Optional.of(new ApiException(ErrorCode.METHOD_NOT_ALLOWED));
    }

    private Set<String> of(String path) {
        Set<String> allowed = new TreeSet<>();
        routes.stream()
                .filter(route -> route.address().matcher(path).matches())
                .forEach(route -> allowed.add(route.method()));
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        if (!allowed.isEmpty()) {
            allowed.add(HttpMethod.OPTIONS);
        }
        return allowed;
    }
}
