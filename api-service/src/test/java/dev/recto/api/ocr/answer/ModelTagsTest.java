package dev.recto.api.ocr.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTagsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "<td colspan=\"2\" nowrap> ~ <td colspan=\"2\" nowrap>",
                "<BR/> ~ <BR/>",
                "<b>x</b> ~ <b>x</b>",
                "<B> ~ &lt;B>",
                "<b and b> ~ &lt;b and b>",
                "<td title=\"<b>\"> ~ &lt;td title=\"<b>\">",
                "<!-- <user> --> <!-- ~ <!-- &lt;user> --> &lt;!--"
            })
    void whatModelsWriteIsKept(String html, String kept) {
        assertThat(ModelTags.only(html)).isEqualTo(kept);
    }

    /** What the page shows as markup the exports do, too. */
    @Test
    void thePageHasTheSame() throws IOException {
        try (InputStream script = ModelTags.class.getResourceAsStream("/web/app/text/tags.js")) {
            Matcher list = Pattern.compile("NAMES = '([^']+)'").matcher(new String(script.readAllBytes(), UTF_8));
            assertThat(list.find()).isTrue();
            Set<String> names = new HashSet<>(Arrays.asList(list.group(1).split(" ")));
            assertThat(names).isEqualTo(ModelTags.NAMES);
        }
    }
}
