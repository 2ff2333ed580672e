package dev.recto.api.forward;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.forward.docling.DoclingUpstream;
import dev.recto.api.forward.mistral.MistralUpstream;
import dev.recto.api.forward.upstream.SourceDocuments;
import dev.recto.api.forward.upstream.Upstream;
import dev.recto.api.forward.upstream.UpstreamClient;
import dev.recto.api.forward.upstream.UpstreamsConfig;
import dev.recto.api.models.UpstreamModels;
import dev.recto.api.storage.ObjectStore;
import dev.recto.model.ModelCapability;
import dev.recto.model.ServedModel;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The upstreams that have an address. */
@Singleton
final class ConfiguredUpstreams implements Upstreams, UpstreamModels {
    private record Configured(Upstream upstream, List<String> offered, List<ModelCapability> capabilities) {
        private ServedModel model(String id) {
            return new ServedModel(
                    id, id, upstream.provider(), "Read by another service.", 1, upstream.concurrency(), capabilities);
        }
    }

    private final List<Configured> configured = new ArrayList<>();

    ConfiguredUpstreams(UpstreamsConfig config, Vertx vertx, ObjectStore store, ObjectMapper strict) {
        ObjectMapper json = lenient(strict);
        config.mistral().baseUrl().ifPresent(url -> {
            UpstreamClient client = new UpstreamClient("mistral", url, config.mistral(), vertx, json);
            configured.add(new Configured(
                    new MistralUpstream(client, config.mistral(), new SourceDocuments(store), store, json),
                    config.mistral().models(),
                    List.of(
                            ModelCapability.ANNOTATION,
                            ModelCapability.PICTURE_ANNOTATION,
                            ModelCapability.BLOCKS,
                            ModelCapability.WORD_CONFIDENCE)));
        });
        config.docling().baseUrl().ifPresent(url -> {
            UpstreamClient client = new UpstreamClient("docling", url, config.docling(), vertx, json);
            configured.add(new Configured(
                    new DoclingUpstream(client, config.docling(), new SourceDocuments(store), json),
                    config.docling().models(),
                    List.of(ModelCapability.DOCLING_OPTIONS)));
        });
    }

    /** What holds for clients' requests binds no other service's answers: a whole number may be 12.0, and one value follow the other. */
    private static ObjectMapper lenient(ObjectMapper strict) {
        return strict.copy()
                .enable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    @Override
    public List<Upstream> all() {
        return configured.stream().map(Configured::upstream).toList();
    }

    @Override
    public List<ServedModel> offered() {
        return configured.stream()
                .flatMap(each -> each.offered().stream()
                        .map(name -> each.model(each.upstream().provider() + "/" + name)))
                .toList();
    }

    @Override
    public Optional<ServedModel> find(String id) {
        return configured.stream()
                .filter(each -> id.startsWith(each.upstream().provider() + "/")
                        && id.length() > each.upstream().provider().length() + 1)
                .findFirst()
                .map(each -> each.model(id));
    }
}
