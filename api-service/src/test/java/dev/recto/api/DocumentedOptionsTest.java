package dev.recto.api;

import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The options of this process, with their defaults, are those that the documentation lists for it. */
@AnalyzeClasses(packages = "dev.recto.api", importOptions = ImportOption.DoNotIncludeTests.class)
class DocumentedOptionsTest {
    private static final String NONE = "\u2013";
    private static final Pattern ROW = Pattern.compile("\\| `(recto\\.\\S+)` \\| (?:`(.+?)`|(\u2013)) \\| .+ \\|");

    @ArchTest
    static void everyOptionIsDocumentedWithItsDefault(JavaClasses classes) throws IOException {
        assertThat(documented()).containsExactlyInAnyOrderEntriesOf(defined(classes));
    }

    private static Map<String, String> documented() throws IOException {
        String text = Files.readString(Path.of("../docs/configuration.md"));
        int start = text.indexOf("\n## API\n");
        int end = text.indexOf("\n## ", start + 1);
        Map<String, String> options = new TreeMap<>();
        ROW.matcher(text.substring(start, end < 0 ? text.length() : end))
                .results()
                .forEach(row -> options.put(
                        row.group(1).replace("[0]", "[*]").replace("\"\u2026\"", "*"),
                        row.group(2) == null ? NONE : row.group(2)));
        return options;
    }

    /** The elements of a list are listed, too, though only the list is an option. */
    private static Map<String, String> defined(JavaClasses classes) {
        Map<String, String> options = new TreeMap<>();
        for (JavaClass mapping : classes.that(annotatedWith(ConfigMapping.class))) {
            String prefix = mapping.getAnnotationOfType(ConfigMapping.class).prefix();
            ConfigMappings.getProperties(ConfigClass.configClass(mapping.reflect(), prefix))
                    .forEach((name, property) -> options.put(name, defaultOf(property)));
        }
        options.keySet().removeIf(name -> name.endsWith("[*]"));
        return options;
    }

    private static String defaultOf(Property property) {
        return property.hasDefaultValue() ? property.getDefaultValue() : NONE;
    }
}
