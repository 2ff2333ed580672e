package dev.recto.api.forward.upstream;

import java.util.List;

/** Another service, which reads whole documents in place of workers. */
public interface Upstream {
    /** What the ids of its models begin with, up to a slash. */
    String provider();

    /** Documents that this process has there at a time. */
    int concurrency();

    /**
     * Sends the document and waits for what was read on its pages, in ascending order. For virtual threads; an interrupt gives
     * up. Fails with an {@link dev.recto.api.fault.ApiException}.
     */
    List<ReadPage> read(ForwardedJob job);
}
