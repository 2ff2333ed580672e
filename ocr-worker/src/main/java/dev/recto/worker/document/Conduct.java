package dev.recto.worker.document;

/** How a document behaves: one whose pages keep taking too long shall not take the others' time again for each of them. */
final class Conduct {
    private static final int MAX_TIMEOUTS = 3;

    private int drawn;
    private int timeouts;
    private boolean hung;
    private boolean mute;

    synchronized void drawn() {
        drawn++;
    }

    synchronized void timedOut() {
        timeouts++;
    }

    /** It did not even stop when asked to. */
    synchronized void hung() {
        hung = true;
    }

    /** Its text layer can't be had in time. */
    synchronized void mute() {
        mute = true;
    }

    synchronized boolean isMute() {
        return mute;
    }

    /** Whether nothing of it is drawn any more: it hung, or took too long more often than not. */
    synchronized boolean hopeless() {
        return hung || timeouts >= MAX_TIMEOUTS && timeouts > drawn;
    }
}
