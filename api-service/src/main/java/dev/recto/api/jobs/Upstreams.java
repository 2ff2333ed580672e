package dev.recto.api.jobs;

import java.util.List;

/** The upstreams that the operator has configured; there are no others. */
public interface Upstreams {
    List<Upstream> all();
}
