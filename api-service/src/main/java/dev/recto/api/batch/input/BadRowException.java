package dev.recto.api.batch.input;

/** Something is not a row; where it stands, the catcher knows. */
final class BadRowException extends Exception {
    private final String type;

    /**
     * @param problem what is wrong, such as {@code must have a body}
     * @param type fixed word for the kind of problem
     */
    BadRowException(String problem, String type) {
        super(problem, null, false, false);
        this.type = type;
    }

    String problem() {
        return String.valueOf(getMessage());
    }

    String type() {
        return type;
    }
}
