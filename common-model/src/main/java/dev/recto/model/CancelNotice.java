package dev.recto.model;

import java.util.UUID;

/** The job's pages need not be read any more. */
public record CancelNotice(UUID job) {}
