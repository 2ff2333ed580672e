package dev.recto.api.limits;

/** What is left for a key, over all instances of the service; less than nothing where it was overdrawn. */
record Left(double requests, double tokens) {}
