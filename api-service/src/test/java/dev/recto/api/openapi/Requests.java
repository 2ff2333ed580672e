package dev.recto.api.openapi;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** For each operation a request that is fine, about things that do not exist. */
final class Requests {
    static final String UNKNOWN = "019a3f52-7c1e-7a40-b1d2-5e6f70819203";

    private static final String FILE = "\"document\": {\"file_id\": \"" + UNKNOWN + "\"}";
    private static final Map<String, String> BODIES = Map.of(
            "/v1/ocr", "{" + FILE + "}",
            "/v2/ocr", "{\"model\": \"tesseract\", " + FILE + "}",
            "/v1/files/{file_id}/ocr", "{}",
            "/v1/uploads", "{\"filename\": \"a\", \"bytes\": 1, \"mime_type\": \"a/b\", \"purpose\": \"user_data\"}",
            "/v1/uploads/{upload_id}/complete", "{\"part_ids\": [\"x\"]}",
            "/v1/keys", "{\"name\": \"x\"}",
            "/v1/keys/{key_id}/webhook", "{\"url\": \"https://receiver.test/\"}",
            "/v1/batch/jobs", "{\"endpoint\": \"/v1/ocr\", \"input_files\": [\"" + UNKNOWN + "\"]}");

    private Requests() {}

    static Response send(String route, RequestSpecification as) {
        return send(route, as, UNKNOWN);
    }

    /** @param id what stands for every id in the path */
    static Response send(String route, RequestSpecification as, String id) {
        String body = BODIES.get(path(route));
        RequestSpecification request = as;
        if (!method(route).startsWith("P")) {
            request = as;
        } else if (body != null) {
            request = as.contentType("application/json").body(body);
        } else if (path(route).equals("/v1/files") || path(route).endsWith("/parts")) {
            request = as.multiPart("purpose", "user_data")
                    .multiPart("file", "a.txt", new byte[] {'a'})
                    .multiPart("data", "a.txt", new byte[] {'a'});
        }
        return request.request(method(route), path(route).replaceAll("\\{[^}]+}", id));
    }

    static String method(String route) {
        return route.substring(0, route.indexOf(' '));
    }

    static String path(String route) {
        return route.substring(route.indexOf(' ') + 1);
    }
}
