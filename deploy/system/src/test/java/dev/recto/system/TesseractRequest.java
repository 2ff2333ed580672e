package dev.recto.system;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/** A request that has a document read by Tesseract, to which a test adds what it is about. */
final class TesseractRequest {
    private TesseractRequest() {}

    static ObjectNode of(byte[] document) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("model", "tesseract");
        request.putObject("document")
                .put("document_content", Base64.getEncoder().encodeToString(document));
        return request;
    }
}
