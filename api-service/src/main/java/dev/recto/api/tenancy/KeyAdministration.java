package dev.recto.api.tenancy;

import dev.recto.api.database.Database;
import dev.recto.api.database.Database.Sql;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.TimeOrderedId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Creates, lists and revokes keys. An administrator manages the keys of its own organisation; that of the default one may
 * also found others. For virtual threads.
 */
@Singleton
class KeyAdministration {
    private final Database database;

    KeyAdministration(Database database) {
        this.database = database;
    }

    /** Fails where the caller may not make such a key. */
    void authorise(Caller caller, NewKey wanted) {
        requireAdministrator(caller);
        if (wanted.organisation() != null && !caller.organisation().equals(ApiKeys.DEFAULT_ORGANISATION)) {
            throw new ApiException(ErrorCode.ORG_FORBIDDEN).param("organisation");
        }
    }

    /**
     * Makes a key, unless there is one of this id.
     *
     * @param key the key itself; the one that there is may be another, and is not told then
     */
    KeyView create(Caller caller, UUID id, String key, NewKey wanted) {
        return database.transaction(sql -> {
            sql.run("select pg_advisory_xact_lock($1)", Tuple.of(id.getLeastSignificantBits()));
            for (Row existing : sql.run("select * from api_key where id = $1", Tuple.of(id))) {
                byte[] hash = existing.getBuffer("hash").getBytes();
                return view(existing, KeyHash.same(hash, KeyHash.of(key)) ? key : null);
            }
            UUID organisation = caller.organisation();
            UUID project = caller.project();
            if (wanted.organisation() != null) {
                organisation = TimeOrderedId.next();
                project = TimeOrderedId.next();
                found(sql, organisation, project, wanted.organisation());
            }
            Row row = sql.run(
                            """
                            insert into api_key (id, hash, organisation, project, name, administrator)
                            values ($1, $2, $3, $4, $5, $6) returning *""",
                            Tuple.of(
                                    id,
                                    Buffer.buffer(KeyHash.of(key)),
                                    organisation,
                                    project,
                                    wanted.name(),
                                    Boolean.TRUE.equals(wanted.administrator())))
                    .iterator()
                    .next();
            return view(row, key);
        });
    }

    List<KeyView> list(Caller caller) {
        requireAdministrator(caller);
        List<KeyView> keys = new ArrayList<>();
        for (Row row : database.run(
                "select * from api_key where organisation = $1 and revoked_at is null order by id",
                Tuple.of(caller.organisation()))) {
            keys.add(view(row, null));
        }
        return keys;
    }

    void revoke(Caller caller, UUID id) {
        requireAdministrator(caller);
        int revoked = database.run("""
                        update api_key set revoked_at = now()
                        where id = $1 and organisation = $2 and revoked_at is null returning id""", Tuple.of(id, caller.organisation())).size();
        if (revoked == 0) {
            throw new ApiException(ErrorCode.KEY_NOT_FOUND).param("key_id");
        }
    }

    private static void found(Sql sql, UUID organisation, UUID project, String name) {
        sql.run("insert into organisation (id, name) values ($1, $2)", Tuple.of(organisation, name));
        sql.run(
                "insert into project (id, organisation, name) values ($1, $2, 'default')",
                Tuple.of(project, organisation));
    }

    private static void requireAdministrator(Caller caller) {
        if (!caller.administrator()) {
            throw new ApiException(ErrorCode.ADMIN_REQUIRED);
        }
    }

    private static KeyView view(Row row, @Nullable String key) {
        return new KeyView(
                row.getUUID("id"),
                "api_key",
                row.getString("name"),
                row.getUUID("organisation"),
                row.getUUID("project"),
                row.getBoolean("administrator"),
                row.getOffsetDateTime("created_at").toEpochSecond(),
                key);
    }
}
