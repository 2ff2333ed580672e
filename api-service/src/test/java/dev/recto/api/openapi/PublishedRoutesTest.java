package dev.recto.api.openapi;

import static dev.recto.api.HttpClients.anonymous;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class PublishedRoutesTest {
    @Test
    void whatIsServedIsPublished() throws IOException {
        String published = anonymous()
                .accept("application/yaml")
                .get("/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(Description.parse(published).routes()).isEqualTo(served());
    }

    @Test
    void theDescriptionIsPublishedAsItIsWritten() throws IOException {
        String published =
                anonymous().accept("application/yaml").get("/openapi").asString();

        assertThat(Description.parse(published).routes())
                .isEqualTo(Description.read().routes());
    }

    @Test
    void peopleCanReadIt() {
        anonymous().get("/swagger-ui/").then().statusCode(200).body(containsString("/openapi"));
    }

    private static Set<String> served() {
        Set<String> routes = new TreeSet<>();
        for (JavaClass resource : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.recto.api")) {
            if (resource.isAnnotatedWith(Path.class)) {
                for (JavaMethod method : resource.getMethods()) {
                    verbs(method).forEach(verb -> routes.add(verb.getSimpleName() + " " + path(resource, method)));
                }
            }
        }
        return routes;
    }

    private static Stream<Class<? extends Annotation>> verbs(JavaMethod method) {
        return Stream.<Class<? extends Annotation>>of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class)
                .filter(method::isAnnotatedWith);
    }

    private static String path(JavaClass resource, JavaMethod method) {
        String path = "/" + resource.getAnnotationOfType(Path.class).value();
        if (method.isAnnotatedWith(Path.class)) {
            path += "/" + method.getAnnotationOfType(Path.class).value();
        }
        return path.replaceAll("/+", "/").replaceAll(":[^}]+}", "}").replaceAll("(?<=.)/$", "");
    }
}
