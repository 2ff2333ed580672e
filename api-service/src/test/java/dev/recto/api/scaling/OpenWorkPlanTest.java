package dev.recto.api.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that were read long ago cost a count nothing. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class OpenWorkPlanTest {
    private static final String MODEL = "fake/planned";

    @Inject
    TestDatabase rows;

    @BeforeEach
    void readMuch() {
        rows.execute("""
                with caller as (select id as api_key, organisation, project from api_key where name = 'bootstrap')
                insert into job (id, organisation, project, api_key, lane, state, model, object_key, size_bytes,
                                     read_options, answer_form, expires_at, ended_at)
                    select gen_random_uuid(), organisation, project, api_key, 0, 'SUCCEEDED', '%1$s', 'nowhere', 1, '{}', '{}',
                           now(), now()
                    from caller, generate_series(1, 5000)
                """.formatted(MODEL));
        rows.execute("analyze job");
    }

    @AfterEach
    void forget() {
        rows.execute("delete from job where model = '" + MODEL + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {OpenWorkTable.COUNT, OpenWorkTable.BUSY})
    void onlyWhatIsOpenIsLookedAt(String statement) {
        String plan = rows.text("explain (format json) " + statement.replace("$1", "array['" + MODEL + "']"));

        assertThat(plan).contains("job_unopened");
    }
}
