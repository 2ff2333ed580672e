package dev.recto.system.chaos;

/**
 * What became of a document.
 *
 * @param way how it was sent
 * @param job that reads it, or "" where the client never came to know of one
 * @param lost whether the client gave up after the first try, so that there may be a job or not
 * @param problem what was not as it should be, or ""
 */
record Sent(int number, String way, String job, boolean lost, String problem) {
    boolean isWrong() {
        return !problem.isEmpty();
    }
}
