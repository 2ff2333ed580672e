package dev.recto.api.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.database.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class ObjectLedgerTest {
    @Inject
    Transactions transactions;

    @Inject
    StorageConfig config;

    @Inject
    TestDatabase database;

    private final String stuck = "stuck/" + UUID.randomUUID();
    private final String other = "other/" + UUID.randomUUID() + "/";

    @Test
    void anObjectThatCannotBeDeletedKeepsNoOther() {
        due(stuck, 2);
        for (int i = 0; i < 150; i++) {
            due(other + i, 1);
        }

        new ObjectLedger(transactions, new Undeletable("stuck/"), config)
                .sweep()
                .await()
                .atMost(Duration.ofSeconds(30));

        assertThat(database.count("unclaimed_object where object_key like '" + other + "%'"))
                .isZero();
    }

    private void due(String key, int milliseconds) {
        database.execute("insert into unclaimed_object (object_key, due_at) values ('" + key + "', now() - interval '"
                + milliseconds + " milliseconds')");
    }
}
