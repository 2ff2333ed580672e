package dev.recto.api.metrics;

/** What is counted now and then, such as rows of the database. What a count that fails would have told stays as it was. */
public interface Gauges {
    /** For the log. */
    String name();

    /** May wait. */
    void count();
}
