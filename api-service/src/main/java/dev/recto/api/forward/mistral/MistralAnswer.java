package dev.recto.api.forward.mistral;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.recto.api.forward.upstream.ForwardedJob;
import dev.recto.api.forward.upstream.ReadPage;
import dev.recto.model.PageFlag;
import dev.recto.model.PageResult;
import dev.recto.model.TokenUsage;
import dev.recto.model.Words;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Reads Mistral's answer page by page, so that the pixels of one page at a time are in memory. */
public final class MistralAnswer {
    /** Pictures are texts of any size; how much an answer may be, its stream says. */
    private static final JsonFactory TEXTS = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final ForwardedJob job;
    private final Crops crops;
    private final ObjectMapper json;

    private final Instant start = Instant.now();
    private final List<ReadPage> pages = new ArrayList<>();
    private String annotation = "";
    private JsonNode usageInfo = MissingNode.getInstance();
    private JsonNode usage = MissingNode.getInstance();

    public MistralAnswer(ForwardedJob job, Crops crops, ObjectMapper json) {
        this.job = job;
        this.crops = crops;
        this.json = json;
    }

    public List<ReadPage> read(InputStream answer) throws IOException {
        try (JsonParser parser = TEXTS.createParser(answer)) {
            expect(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "pages" -> readPages(parser);
                    case "document_annotation" -> annotation = parser.getValueAsString("");
                    case "usage_info" -> usageInfo = json.readTree(parser);
                    case "usage" -> usage = json.readTree(parser);
                    default -> parser.skipChildren();
                }
            }
            expect(parser.currentToken() == JsonToken.END_OBJECT);
        }
        return finished();
    }

    private void readPages(JsonParser parser) throws IOException {
        expect(parser.currentToken() == JsonToken.START_ARRAY);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken() == JsonToken.START_OBJECT);
            MistralPage page = json.readValue(parser, MistralPage.class);
            int number = Objects.requireNonNullElse(page.index(), -1);
            expect(number >= 0 && page.markdown() != null);
            pages.add(new ReadPage(number, new MistralPageReader(page, crops).read()));
        }
    }

    /** What the answer says about the whole document stands on its first page. */
    private List<ReadPage> finished() {
        long milliseconds = Duration.between(start, Instant.now()).toMillis() / Math.max(1, pages.size());
        TokenUsage tokens = new TokenUsage(
                usage.path("prompt_tokens").asInt(),
                usage.path("completion_tokens").asInt());
        List<ReadPage> finished = new ArrayList<>();
        for (ReadPage page : pages) {
            boolean first = finished.isEmpty();
            PageResult result = page.result();
            finished.add(new ReadPage(
                    page.number(),
                    new PageResult(
                            result.markdown(),
                            result.dimensions(),
                            result.blocks(),
                            result.pictures(),
                            result.hyperlinks(),
                            result.confidence(),
                            result.words(),
                            asksForAnnotation() ? first ? annotation : "" : null,
                            first ? tokens : TokenUsage.NONE,
                            flags(page.number()),
                            milliseconds)));
        }
        return finished;
    }

    private boolean asksForAnnotation() {
        return job.options().annotationPrompt() != null || job.options().annotationSchema() != null;
    }

    /** Another Recto says what it noticed. */
    private Set<PageFlag> flags(int page) {
        Set<PageFlag> flags = EnumSet.noneOf(PageFlag.class);
        JsonNode settings = usageInfo.path("applied_settings");
        for (JsonNode words :
                List.of(settings.path("page_flags").path(Integer.toString(page)), settings.path("document_flags"))) {
            words.forEach(word -> Words.parse(PageFlag.class, word.asText()).ifPresent(flags::add));
        }
        return flags;
    }

    private static void expect(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("not an answer");
        }
    }
}
