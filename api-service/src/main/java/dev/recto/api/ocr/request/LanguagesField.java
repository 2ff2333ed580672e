package dev.recto.api.ocr.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recto.api.web.input.JsonFields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The field {@code languages}: a code, several with commas between them, or a list of codes; the likeliest first. */
public final class LanguagesField {
    public static final String NAME = "languages";

    private static final int MOST = 10;
    private static final int LONGEST = 200;
    private static final String WRONG = "must be codes of ISO 639, such as de or deu";
    private static final String TYPE = "language_code";

    private LanguagesField() {}

    /** As Tesseract names them; none where none are named. */
    public static List<String> read(JsonFields fields) {
        JsonNode node = fields.given(NAME);
        Set<String> languages = new LinkedHashSet<>();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                add(fields, node.get(i), i, languages);
            }
        } else {
            fields.text(NAME, LONGEST).filter(text -> !text.isBlank()).ifPresent(text -> {
                for (String code : text.split(",", -1)) {
                    LanguageCode.parse(code).ifPresentOrElse(languages::add, () -> fields.problem(NAME, WRONG, TYPE));
                }
            });
        }
        if (languages.size() > MOST) {
            fields.problem(NAME, "must name at most " + MOST + " languages", "too_long");
            return List.of();
        }
        return new ArrayList<>(languages);
    }

    private static void add(JsonFields fields, JsonNode code, int position, Set<String> languages) {
        if (code.isTextual() && LanguageCode.parse(code.textValue()).isPresent()) {
            languages.add(LanguageCode.parse(code.textValue()).orElseThrow());
        } else {
            fields.problem(NAME, position, WRONG, TYPE);
        }
    }
}
