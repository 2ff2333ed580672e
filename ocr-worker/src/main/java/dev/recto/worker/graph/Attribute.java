package dev.recto.worker.graph;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A named constant of a node. */
public sealed interface Attribute {
    String name();

    record Whole(String name, long value) implements Attribute {}

    record Real(String name, float value) implements Attribute {}

    record Text(String name, String value) implements Attribute {}

    record Wholes(String name, List<Long> values) implements Attribute {}

    static Attribute of(String name, long value) {
        return new Whole(name, value);
    }

    static Attribute of(String name, float value) {
        return new Real(name, value);
    }

    static Attribute of(String name, String value) {
        return new Text(name, value);
    }

    static Attribute of(String name, List<Long> values) {
        return new Wholes(name, List.copyOf(values));
    }

    /** Writes the fields of an {@code AttributeProto}. */
    default void write(ProtobufWriter proto) {
        int typeField = 20;
        proto.text(1, name());
        switch (this) {
            case Real real -> proto.real(2, real.value()).integer(typeField, 1);
            case Whole whole -> proto.integer(3, whole.value()).integer(typeField, 2);
            case Text text ->
                proto.bytes(4, text.value().getBytes(StandardCharsets.UTF_8)).integer(typeField, 3);
            case Wholes wholes -> {
                wholes.values().forEach(value -> proto.integer(8, value));
                proto.integer(typeField, 7);
            }
        }
    }
}
