package dev.recto.api.limits;

/** What one instance of the service has counted for a key since it last told. */
record Used(double requests, double tokens) {
    boolean isNothing() {
        return requests == 0 && tokens == 0;
    }
}
