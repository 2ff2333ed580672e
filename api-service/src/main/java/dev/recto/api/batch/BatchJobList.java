package dev.recto.api.batch;

import java.util.List;

/** One page of jobs. */
record BatchJobList(String object, List<BatchJobView> data, long total) {}
