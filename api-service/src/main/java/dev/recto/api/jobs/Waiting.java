package dev.recto.api.jobs;

/** What waits to be sent on. Those who send it know jobs, not the other way round: they observe. */
public sealed interface Waiting {
    record Documents() implements Waiting {}

    record Pages(String model) implements Waiting {}

    /** A document for an upstream, or there is room for one. */
    record Forwards() implements Waiting {}
}
