package dev.recto.api.forward.docling;

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
import dev.recto.model.Words;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** The {@code POST /v1/convert/source} of docling-serve. It does not learn what the document is called. */
public final class DoclingUpstream implements Upstream {
    private final UpstreamClient client;
    private final UpstreamsConfig.Docling config;
    private final SourceDocuments documents;
    private final ObjectMapper json;

    public DoclingUpstream(
            UpstreamClient client, UpstreamsConfig.Docling config, SourceDocuments documents, ObjectMapper json) {
        this.client = client;
        this.config = config;
        this.documents = documents;
        this.json = json;
    }

    @Override
    public String provider() {
        return "docling";
    }

    @Override
    public int concurrency() {
        return config.concurrency();
    }

    @Override
    public List<ReadPage> read(ForwardedJob job) {
        try {
            AnswerForm form = json.readValue(job.form(), AnswerForm.class);
            DoclingOptions options = DoclingOptions.of(job.pages(), form.docling());
            SourceDocument document = documents.find(job);
            String name = "document." + Words.of(document.kind());
            DocumentBody body = new DocumentBody(
                    "{\"options\":" + json.writeValueAsString(options)
                            + ",\"target\":{\"kind\":\"inbody\"},\"sources\":[{\"kind\":\"file\",\"filename\":\"" + name
                            + "\",\"base64_string\":\"",
                    document,
                    "\"}]}");
            Map<String, String> headers =
                    config.apiKey().map(key -> Map.of("X-Api-Key", key)).orElse(Map.of());
            List<ReadPage> pages = client.post("/v1/convert/source", headers, body, in -> pages(in, options));
            return Answered.pages(job.pages(), pages);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored form is not understood", e);
        }
    }

    private List<ReadPage> pages(InputStream in, DoclingOptions options) throws IOException {
        DoclingAnswer answer = json.readValue(in, DoclingAnswer.class);
        DoclingAnswer.Document document = answer.document();
        if (!"success".equals(answer.status()) || document == null || document.mdContent() == null) {
            throw new IOException("not converted");
        }
        return new DoclingPages(options, document).read();
    }
}
