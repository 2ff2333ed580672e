package dev.recto.api.jobs.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.jobs.CacheConfig;
import dev.recto.api.postgres.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of pages stays within its limits. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class CacheSweepTest {
    private static final int ALL = 1_000_000;

    @Inject
    Database database;

    @Inject
    TestDatabase rows;

    private final UUID rich = UUID.randomUUID();
    private final UUID poor = UUID.randomUUID();

    @BeforeEach
    void fill() {
        rows.execute("delete from cached_page");
        rows.execute("delete from cached_document");
        for (int page = 1; page <= 5; page++) {
            add(rich, page);
        }
        add(poor, 8);
    }

    @Test
    void whatIsTooOldIsForgotten() {
        new CacheSweep(database, new Limits(true, Duration.ofMinutes(190), ALL, ALL)).sweep();
        assertThat(pages(rich)).isEqualTo("1 2 3");
        assertThat(pages(poor)).isNull();
        assertThat(documents(rich)).isEqualTo(3);
    }

    @Test
    void anOrganisationKeepsItsNewest() {
        new CacheSweep(database, new Limits(true, Duration.ofDays(1), 2, ALL)).sweep();
        assertThat(pages(rich)).isEqualTo("1 2");
        assertThat(pages(poor)).isEqualTo("8");
        assertThat(documents(rich)).isEqualTo(2);
    }

    @Test
    void ofAllTheNewestStay() {
        new CacheSweep(database, new Limits(true, Duration.ofDays(1), ALL, 4)).sweep();
        assertThat(pages(rich)).isEqualTo("1 2 3 4");
        assertThat(pages(poor)).isNull();
    }

    @Test
    void whatIsWithinTheLimitsStays() {
        new CacheSweep(database, new Limits(true, Duration.ofDays(1), 5, 6)).sweep();
        assertThat(rows.count("cached_page")).isEqualTo(6);
        assertThat(rows.count("cached_document")).isEqualTo(6);
    }

    @Test
    void switchedOffNothingStays() {
        new CacheSweep(database, new Limits(false, Duration.ofDays(1), ALL, ALL)).sweep();
        assertThat(rows.count("cached_page")).isZero();
        assertThat(rows.count("cached_document")).isZero();
    }

    private void add(UUID organisation, int hours) {
        String kept = "now() - interval '%d hours'".formatted(hours);
        rows.execute(
                "insert into cached_page (organisation, reading, content, job, number, document, created_at) values ('%s', 'r', '%d', '%s', 0, 'd', %s)"
                        .formatted(organisation, hours, UUID.randomUUID(), kept));
        rows.execute(
                "insert into cached_document (organisation, digest, kind, contents, created_at) values ('%s', '%d', 'PDF', '{}', %s)"
                        .formatted(organisation, hours, kept));
    }

    private String pages(UUID organisation) {
        return rows.text("select string_agg(content, ' ' order by content) from cached_page where organisation = '"
                + organisation + "'");
    }

    private long documents(UUID organisation) {
        return rows.count("cached_document where organisation = '" + organisation + "'");
    }

    private record Limits(boolean enabled, Duration expiry, int maxPagesPerOrganisation, int maxPages)
            implements CacheConfig {
        @Override
        public boolean sampled() {
            return false;
        }

        @Override
        public Duration sweepEvery() {
            return Duration.ofMinutes(1);
        }
    }
}
