package dev.recto.api.forward.mistral;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.forward.upstream.Answered;
import dev.recto.api.forward.upstream.DocumentBody;
import dev.recto.api.forward.upstream.ForwardedJob;
import dev.recto.api.forward.upstream.ReadPage;
import dev.recto.api.forward.upstream.SourceDocument;
import dev.recto.api.forward.upstream.SourceDocuments;
import dev.recto.api.forward.upstream.Upstream;
import dev.recto.api.forward.upstream.UpstreamClient;
import dev.recto.api.forward.upstream.UpstreamsConfig;
import dev.recto.api.reading.AnswerForm;
import dev.recto.api.storage.ObjectStore;
import dev.recto.model.DocumentKind;
import java.util.List;
import java.util.Map;

/** Mistral's {@code POST /v1/ocr}, or another Recto's. */
public final class MistralUpstream implements Upstream {
    private static final String PROVIDER = "mistral";

    private final UpstreamClient client;
    private final UpstreamsConfig.Mistral config;
    private final SourceDocuments documents;
    private final ObjectStore store;
    private final ObjectMapper json;

    public MistralUpstream(
            UpstreamClient client,
            UpstreamsConfig.Mistral config,
            SourceDocuments documents,
            ObjectStore store,
            ObjectMapper json) {
        this.client = client;
        this.config = config;
        this.documents = documents;
        this.store = store;
        this.json = json;
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public int concurrency() {
        return config.concurrency();
    }

    @Override
    public List<ReadPage> read(ForwardedJob job) {
        try {
            AnswerForm form = json.readValue(job.form(), AnswerForm.class);
            String options =
                    json.writeValueAsString(MistralRequest.of(job.model().substring(PROVIDER.length() + 1), job, form));
            SourceDocument document = documents.find(job);
            Map<String, String> headers = config.apiKey()
                    .map(key -> Map.of("Authorization", "Bearer " + key))
                    .orElse(Map.of());
            List<ReadPage> pages = client.post(
                    "/v1/ocr",
                    headers,
                    body(options, document),
                    in -> new MistralAnswer(job, new StoredCrops(store, job), json).read(in));
            return Answered.pages(job.pages(), pages);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored form is not understood", e);
        }
    }

    /** The document is the last field, so that what goes before it can be written as it is. */
    private static DocumentBody body(String options, SourceDocument document) {
        String field = document.kind() == DocumentKind.PDF ? "document_url" : "image_url";
        String before = options.substring(0, options.length() - 1)
                + ",\"document\":{\"type\":\"" + field + "\",\"" + field + "\":\"data:"
                + document.kind().mimetype() + ";base64,";
        return new DocumentBody(before, document, "\"}}");
    }
}
