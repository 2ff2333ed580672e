package dev.recto.api.ocr.request;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.temporary.Spool;
import dev.recto.api.web.input.JsonTexts;
import dev.recto.api.web.input.RequestBody;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads JSON bodies of any size in little memory. Waits for the client: for virtual threads only. */
@Singleton
public final class BodyReader {
    private final ObjectMapper json;
    private final int longestText;
    private final int mostOther;
    private final int longestObject;

    @Inject
    BodyReader(OcrConfig config) {
        this(
                (int) config.maxTextInMemory().asLongValue(),
                (int) config.maxBodyInMemory().asLongValue(),
                config.maxValues(),
                config.maxSchemaLength());
    }

    /** @param longestText bytes of a text kept in memory; @param mostOther bytes of all that is kept in memory */
    BodyReader(int longestText, int mostOther, int mostValues, int longestObject) {
        StreamReadConstraints constraints =
                StreamReadConstraints.builder().maxTokenCount(mostValues).build();
        this.json = new ObjectMapper(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.longestText = longestText;
        this.mostOther = mostOther;
        this.longestObject = longestObject;
    }

    public RequestBody read(InputStream body, Spool spool) {
        LongTexts texts = new LongTexts(spool, longestText, mostOther);
        try {
            byte[] reduced = texts.reduce(body);
            if (isBlank(reduced)) {
                throw new ApiException(ErrorCode.INVALID_JSON);
            }
            JsonNode root = json.readTree(reduced);
            JsonTexts.requireClean(root);
            return new RequestBody(root, texts.files(), longestObject);
        } catch (StreamConstraintsException e) {
            throw new ApiException(
                    ErrorCode.INVALID_JSON, "The request body has more, longer or deeper values than are taken.");
        } catch (JacksonException e) {
            throw new ApiException(ErrorCode.INVALID_JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte each : bytes) {
            if (each != ' ' && each != '\n' && each != '\r' && each != '\t') {
                return false;
            }
        }
        return true;
    }
}
