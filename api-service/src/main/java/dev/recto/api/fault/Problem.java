package dev.recto.api.fault;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One problem with a request.
 *
 * @param loc {@code body}, {@code query}, {@code path} or {@code header}, then field names and list positions
 * @param msg what is wrong
 * @param type fixed word for the kind of problem, such as {@code missing} or {@code int_type}
 */
public record Problem(List<Place> loc, String msg, String type) {
    public static Problem of(List<Place> loc, String msg, String type) {
        return new Problem(List.copyOf(loc), msg, type);
    }

    public static Problem body(String field, String msg, String type) {
        return at("body", field, msg, type);
    }

    public static Problem query(String name, String msg, String type) {
        return at("query", name, msg, type);
    }

    /** @param path dotted, such as {@code document.type} */
    public static Problem at(String where, String path, String msg, String type) {
        Stream<String> names = Stream.concat(Stream.of(where), Stream.of(path.split("\\.")));
        return new Problem(names.<Place>map(Place.Field::new).toList(), msg, type);
    }

    /** The field in dotted form, without the first step. */
    String param() {
        return loc.stream().skip(1).map(Place::toString).collect(Collectors.joining("."));
    }
}
