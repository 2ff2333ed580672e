package dev.recto.api.forward.mistral;

import dev.recto.api.PartsResource;
import dev.recto.parts.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;

/** A service whose Mistral is a Recto: itself. Where its docling-serve should be, each test starts what it needs, or nothing. */
public final class UpstreamsResource implements QuarkusTestResourceLifecycleManager {
    public static final String DOCLING_KEY = "key-for-docling";

    @Override
    public Map<String, String> start() {
        List<Integer> ports = FreePorts.find(2);
        return Map.ofEntries(
                Map.entry("quarkus.http.test-port", ports.get(0).toString()),
                Map.entry("recto.upstreams.mistral.base-url", "http://127.0.0.1:" + ports.get(0) + "/"),
                Map.entry("recto.upstreams.mistral.api-key", PartsResource.KEY),
                Map.entry("recto.upstreams.docling.base-url", "http://127.0.0.1:" + ports.get(1)),
                Map.entry("recto.upstreams.docling.api-key", DOCLING_KEY),
                Map.entry("recto.upstreams.docling.timeout", "10s"),
                Map.entry("recto.upstreams.docling.concurrency", "2"),
                Map.entry("recto.upstreams.docling.max-answer-size", "64K"),
                Map.entry("recto.prices.per-page.\"mistral/fake/behind\"", "0.002"));
    }

    @Override
    public void stop() {}
}
