package dev.recto.api.reading;

import java.util.List;

/**
 * A job that has ended, as far as one look shows it.
 *
 * @param first its first pages, as many as were asked for or all
 */
public record EndedJob(Job job, List<JobPage> first) {}
