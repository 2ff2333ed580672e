package dev.recto.tools.profile;

/**
 * What the nodes of an operator took in one run.
 *
 * @param provider that ran them
 * @param nodes how many, each of which launches a kernel or more
 * @param bytes that they read and wrote, weights included
 */
public record OperatorTotal(String operator, String provider, int nodes, long microseconds, long bytes) {
    OperatorTotal plus(OperatorTotal other) {
        return new OperatorTotal(
                operator, provider, nodes + other.nodes, microseconds + other.microseconds, bytes + other.bytes);
    }
}
