package dev.recto.api.postgres;

import dev.recto.model.Words;
import jakarta.persistence.AttributeConverter;

/** A column of constants, of which a later version that runs beside this one may have more. */
public abstract class KeptWord<E extends Enum<E>> implements AttributeConverter<E, String> {
    private final Class<E> constants;
    private final E unknown;

    /** @param unknown what stands here for one that only a later version has */
    protected KeptWord(Class<E> constants, E unknown) {
        this.constants = constants;
        this.unknown = unknown;
    }

    @Override
    public String convertToDatabaseColumn(E constant) {
        return constant.name();
    }

    @Override
    public E convertToEntityAttribute(String name) {
        return Words.kept(constants, name).orElse(unknown);
    }
}
