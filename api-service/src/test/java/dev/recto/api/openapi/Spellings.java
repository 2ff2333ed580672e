package dev.recto.api.openapi;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One address in many spellings, some of which lead there and some of which only look as if. */
final class Spellings {
    private Spellings() {}

    /** @param path such as {@code /v1/models} */
    static List<String> of(String path) {
        String version = path.substring(0, 3);
        String rest = path.substring(3);
        return Stream.of(
                        path,
                        "/" + path,
                        "//" + path,
                        "/." + path,
                        "/x/.." + path,
                        "/../.." + path,
                        "/%2e" + path,
                        "/%2E%2E" + path,
                        "/q/.." + path,
                        "/q/%2e%2e" + path,
                        "/q/health/../.." + path,
                        "/openapi/.." + path,
                        "/openapi/%2e%2e" + path,
                        "/openapi;" + path,
                        "/static/bundle/.." + path,
                        "/static/bundle/../.." + path,
                        "/webjars/pdfjs-dist/%2e%2e/%2e%2e" + path,
                        "/swagger-ui/.." + path,
                        "/swagger-ui/%2e%2e" + path,
                        "/swagger-ui/..;" + path,
                        "/swagger-ui/..%2f" + path.substring(1),
                        "/swagger-ui/%252e%252e" + path,
                        "/v1/files/x/download/../../../.." + path,
                        "/v1/files/x/download;/../../../.." + path,
                        "/v1/files/..%2f.." + path + "%2f/download",
                        "/%76" + path.substring(2),
                        "/%2576" + path.substring(2),
                        "/" + everyLetter(version.substring(1)) + everyLetter(rest),
                        version + "/" + rest,
                        version + "/." + rest,
                        version + "/x/.." + rest,
                        version + ";a=b" + rest,
                        version + "%2f" + rest.substring(1),
                        version + "\\" + rest.substring(1),
                        version.toUpperCase(java.util.Locale.ROOT) + rest,
                        path + "/",
                        path + "//",
                        path + "/.",
                        path + ";a=b",
                        path + "%00",
                        path + "%20",
                        path + ".json",
                        path + "?key=x",
                        path + "?/v1/files/x/download",
                        path + "#/v1/files/x/download",
                        "http://recto" + path,
                        "http://recto/" + path)
                .distinct()
                .toList();
    }

    private static String everyLetter(String text) {
        return text.chars()
                .mapToObj(each -> each == '/' ? "/" : "%%%02x".formatted(each))
                .collect(Collectors.joining());
    }
}
