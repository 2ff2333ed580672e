package dev.recto.api.fault;

import com.fasterxml.jackson.annotation.JsonValue;

/** One step of the way to a value inside a request. */
public sealed interface Place {
    record Field(@JsonValue String name) implements Place {
        @Override
        public String toString() {
            return name;
        }
    }

    record Position(@JsonValue int index) implements Place {
        @Override
        public String toString() {
            return Integer.toString(index);
        }
    }
}
