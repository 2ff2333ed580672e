package dev.recto.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class DatabaseTest {
    private static final int MORE_THAN_THE_POOL_HAS = 64;

    @Inject
    Database database;

    @Test
    void whoGivesUpWaitingForAConnectionKeepsNone() {
        for (int i = 0; i < MORE_THAN_THE_POOL_HAS; i++) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(this::one).isInstanceOf(RuntimeException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(one()).isEqualTo(1);
    }

    @Test
    void whatThrowsIsRolledBackAndKeepsNoConnection() {
        database.run("create table rolled_back (id int)", Tuple.tuple());
        for (int i = 0; i < MORE_THAN_THE_POOL_HAS; i++) {
            assertThatThrownBy(() -> database.transaction(sql -> {
                        sql.run("insert into rolled_back values (1)", Tuple.tuple());
                        throw new StackOverflowError("too deep");
                    }))
                    .isInstanceOf(StackOverflowError.class);
        }
        assertThat(database.run("table rolled_back", Tuple.tuple()).size()).isZero();
        database.run("drop table rolled_back", Tuple.tuple());
    }

    private int one() {
        return database.transaction(sql -> sql.run("select 1", Tuple.tuple()).size());
    }
}
