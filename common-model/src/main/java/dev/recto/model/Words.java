package dev.recto.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words for constants wherever one is told: in answers, metrics and spans. */
public final class Words {
    private Words() {}

    public static String of(Enum<?> constant) {
        return of(constant.name());
    }

    /** @param constant its name */
    public static String of(String constant) {
        return constant.toLowerCase(Locale.ROOT);
    }

    /** The constant of this name, which was written down, perhaps by a later version that has more of them. */
    public static <E extends Enum<E>> Optional<E> kept(Class<E> constants, String name) {
        return Stream.of(constants.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }

    /** The constant of this word, the case of which counts. */
    public static <E extends Enum<E>> Optional<E> parse(Class<E> constants, @Nullable String word) {
        return Stream.of(constants.getEnumConstants())
                .filter(constant -> of(constant).equals(word))
                .findFirst();
    }
}
