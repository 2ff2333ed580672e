package dev.recto.api.forward;

import dev.recto.api.forward.upstream.Upstream;
import java.util.List;

/** The upstreams that the operator has configured; there are no others. */
public interface Upstreams {
    List<Upstream> all();
}
