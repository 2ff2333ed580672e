package dev.recto.api.web.input;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.recto.model.Words;
import java.util.Optional;
import java.util.stream.Stream;

/** A constant with the word that the contract has for it. */
public interface Word {
    String name();

    @JsonValue
    default String word() {
        return Words.of(name());
    }

    /** The constant of this word, the case of which counts. */
    static <E extends Enum<E> & Word> Optional<E> parse(Class<E> words, String text) {
        return Stream.of(words.getEnumConstants())
                .filter(constant -> constant.word().equals(text))
                .findFirst();
    }
}
