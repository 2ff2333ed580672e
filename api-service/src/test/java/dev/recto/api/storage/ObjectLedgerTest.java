package dev.recto.api.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.postgres.Database;
import dev.recto.api.postgres.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class ObjectLedgerTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Transactions transactions;

    @Inject
    Database database;

    @Inject
    ObjectStore objects;

    @Inject
    ObjectLedger ledger;

    @Inject
    ObjectSweeper sweeper;

    @Inject
    Pool pool;

    @Inject
    StorageConfig config;

    @Inject
    TestDatabase rows;

    private final String key = "some/" + UUID.randomUUID() + "/";

    @Test
    void whatIsClaimedStays() {
        store(key + "a");
        transactions.run(() -> ledger.claim(key + "a")).await().atMost(SOON);

        sweepLater();

        assertThat(exists(key + "a")).isTrue();
    }

    @Test
    void whatNobodyClaimsGoesWhenItIsDue() {
        store(key + "a");
        sweeper.sweep();
        assertThat(exists(key + "a")).isTrue();

        sweepLater();

        assertThat(exists(key + "a")).isFalse();
        assertThat(entries()).isZero();
    }

    @Test
    void whatIsNotThereCannotBeClaimed() {
        isRefused(() -> transactions.run(() -> ledger.claim(key)).await().atMost(SOON));
        isRefused(() -> database.transaction(
                sql -> ledger.claim(sql.client(), key).await().atMost(SOON)));
    }

    /** The claim would wait for the sweep's end if bytes were deleted within a transaction. */
    @Test
    void whatIsBeingDeletedCannotBeClaimed() {
        ledger.announce(key + "a").await().atMost(SOON);
        due();

        new ObjectSweeper(
                        database,
                        new Undeletable("nothing") {
                            @Override
                            public Uni<Void> delete(String deleted) {
                                if (deleted.startsWith(key)) {
                                    isRefused(() -> transactions
                                            .run(() -> ledger.claim(deleted))
                                            .await()
                                            .atMost(SOON));
                                }
                                return super.delete(deleted);
                            }
                        },
                        config)
                .sweep();

        assertThat(entries()).isZero();
    }

    @Test
    void aSweepThatDiedIsDoneAgain() {
        store(key + "a");
        rows.execute("update unclaimed_object set condemned = true where object_key = '" + key + "a'");

        sweepLater();

        assertThat(exists(key + "a")).isFalse();
        assertThat(entries()).isZero();
    }

    @Test
    void aPrefixStandsForAllThatBeginSo() {
        objects.put(key + "a", new byte[1]).await().atMost(SOON);
        objects.put(key + "b/c", new byte[1]).await().atMost(SOON);

        ledger.release(pool, key).await().atMost(SOON);
        sweeper.sweep();

        assertThat(exists(key + "a") || exists(key + "b/c")).isFalse();
        assertThat(entries()).isZero();
    }

    /** Entered at once and swept at once: the service sweeps the same ledger, and could delete what is stuck here. */
    @Test
    void anObjectThatCannotBeDeletedKeepsNoOther() {
        rows.execute("insert into unclaimed_object (object_key, due_at) select '" + key
                + "' || name, now() - behind * interval '1 second' from (select 'other-' || number as name, 1 as behind"
                + " from generate_series(1, 150) number union all select 'stuck', 2) due");

        new ObjectSweeper(database, new Undeletable(key + "stuck"), config).sweep();

        await().atMost(SOON).untilAsserted(() -> assertThat(entries()).isEqualTo(1));
        assertThat(entries("stuck")).isEqualTo(1);
    }

    @Test
    void whatCouldNotBeDeletedWhileTheStoreWasAwayIsDoneAgain() {
        store(key + "a");
        due();
        ObjectSweeper away = new ObjectSweeper(
                database,
                new Undeletable("nothing") {
                    @Override
                    public Uni<Void> delete(String deleted) {
                        return Uni.createFrom().failure(new ApiException(ErrorCode.SERVICE_UNAVAILABLE));
                    }
                },
                config);
        assertThatThrownBy(away::sweep).isInstanceOf(ApiException.class);
        assertThat(entries()).isEqualTo(1);

        sweepLater();

        assertThat(exists(key + "a")).isFalse();
    }

    @Test
    void whatIsDiscardedIsDueUnlessItIsClaimed() {
        store(key + "a");
        store(key + "b");
        transactions.run(() -> ledger.claim(key + "b")).await().atMost(SOON);

        ledger.discard(key + "a").await().atMost(SOON);
        ledger.discard(key + "b").await().atMost(SOON);
        sweeper.sweep();

        assertThat(exists(key + "a")).isFalse();
        assertThat(exists(key + "b")).isTrue();
    }

    private static void isRefused(ThrowingCallable claim) {
        assertThatThrownBy(claim)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }

    private void store(String object) {
        ledger.announce(object)
                .flatMap(announced -> objects.put(object, new byte[1]))
                .await()
                .atMost(SOON);
    }

    private boolean exists(String object) {
        return objects.exists(object).await().atMost(SOON);
    }

    private void sweepLater() {
        due();
        sweeper.sweep();
    }

    private void due() {
        rows.execute("update unclaimed_object set due_at = now() where object_key like '" + key + "%'");
    }

    private long entries() {
        return entries("");
    }

    private long entries(String name) {
        return rows.count("unclaimed_object where object_key like '" + key + name + "%'");
    }
}
