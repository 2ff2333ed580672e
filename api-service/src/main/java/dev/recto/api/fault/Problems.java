package dev.recto.api.fault;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hibernate.validator.constraints.CodePointLength;

/** Problems as the libraries below report them, in the contract's form. */
public final class Problems {
    /** Fields have snake case on the wire. */
    private static final SnakeCaseStrategy WIRE_NAMES = new SnakeCaseStrategy();

    private Problems() {}

    public static List<Problem> of(MismatchedInputException mismatch) {
        List<Place> loc = new ArrayList<>();
        loc.add(new Place.Field("body"));
        for (JsonMappingException.Reference step : mismatch.getPath()) {
            loc.add(
                    step.getFieldName() == null
                            ? new Place.Position(step.getIndex())
                            : new Place.Field(step.getFieldName()));
        }
        Class<?> wanted = mismatch.getTargetType();
        String word = wanted == null ? "value" : jsonWord(wanted);
        return List.of(Problem.of(loc, "must be a valid " + word, word + "_type"));
    }

    /** Whether it is the body itself that is not there: no field of it is named. */
    public static boolean saysNoBody(ConstraintViolationException violated) {
        return violated.getConstraintViolations().stream()
                .allMatch(violation -> violation.getInvalidValue() == null && !namesAField(violation));
    }

    private static boolean namesAField(ConstraintViolation<?> violation) {
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PROPERTY) {
                return true;
            }
        }
        return false;
    }

    public static List<Problem> of(ConstraintViolationException violated) {
        return violated.getConstraintViolations().stream().map(Problems::of).toList();
    }

    private static Problem of(ConstraintViolation<?> violation) {
        List<Place> loc = new ArrayList<>();
        loc.add(new Place.Field("body"));
        for (Path.Node node : violation.getPropertyPath()) {
            switch (node.getKind()) {
                case PROPERTY -> loc.add(new Place.Field(WIRE_NAMES.translate(node.getName())));
                case BEAN, METHOD, CONSTRUCTOR, PARAMETER, CROSS_PARAMETER, RETURN_VALUE, CONTAINER_ELEMENT -> {}
            }
            if (node.getIndex() != null) {
                loc.add(new Place.Position(node.getIndex()));
            }
        }
        return Problem.of(
                loc,
                violation.getMessage(),
                word(violation.getConstraintDescriptor().getAnnotation()));
    }

    private static String word(Annotation constraint) {
        // How characters are counted makes no other problem of it
        Class<?> type = constraint instanceof CodePointLength ? Size.class : constraint.annotationType();
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String jsonWord(Class<?> wanted) {
        if (wanted == Boolean.class || wanted == boolean.class) {
            return "bool";
        }
        if (Number.class.isAssignableFrom(wanted) || wanted.isPrimitive()) {
            return "number";
        }
        if (CharSequence.class.isAssignableFrom(wanted)) {
            return "string";
        }
        if (Iterable.class.isAssignableFrom(wanted) || wanted.isArray()) {
            return "list";
        }
        return wanted.isEnum() ? "enum" : "object";
    }
}
