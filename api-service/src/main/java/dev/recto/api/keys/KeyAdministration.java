package dev.recto.api.keys;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.postgres.Database;
import dev.recto.api.postgres.Database.Sql;
import dev.recto.api.tenancy.ApiKeyTable;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.tenancy.KeyHash;
import dev.recto.api.tenancy.KnownKeys;
import dev.recto.api.tenancy.Scope;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Creates, lists and revokes keys, and logs who did. An administrator manages the keys of its own organisation; that of the default
 * one may also found others. For virtual threads.
 */
@Singleton
class KeyAdministration {
    private static final Logger LOG = Logger.getLogger(KeyAdministration.class);

    private final Database database;
    private final KnownKeys known;

    KeyAdministration(Database database, KnownKeys known) {
        this.database = database;
        this.known = known;
    }

    /** Fails where the caller may not make such a key. */
    void authorise(Caller caller, NewKey wanted) {
        if (wanted.organisation() != null && !caller.organisation().equals(ApiKeyTable.DEFAULT_ORGANISATION)) {
            throw new ApiException(ErrorCode.ORG_FORBIDDEN).param("organisation");
        }
    }

    /** Makes a key, unless the same request made one: that is told again to who asked for it. */
    KeyView create(KeyRequest request) {
        return database.transaction(sql -> {
            sql.run("select pg_advisory_xact_lock($1)", Tuple.of(request.id().getLeastSignificantBits()));
            for (Row existing : sql.run("select * from api_key where id = $1", Tuple.of(request.id()))) {
                return KeyView.of(existing, open(existing, request));
            }
            String key = KeyHash.newKey();
            Row row = insert(sql, request, key);
            LOG.infof("Key %s was made by %s", request.id(), request.caller().keyId());
            return KeyView.of(row, key);
        });
    }

    /** @param all whether those that were revoked are listed, too */
    List<KeyView> list(Caller caller, boolean all) {
        List<KeyView> keys = new ArrayList<>();
        for (Row row : database.run(
                "select * from api_key where organisation = $1 and (revoked_at is null or $2) order by id",
                Tuple.of(caller.organisation(), all))) {
            keys.add(KeyView.of(row, null));
        }
        return keys;
    }

    void revoke(Caller caller, UUID id) {
        int revoked = database.run("""
                        update api_key set revoked_at = now(), revoked_by = $3, sealed = null
                        where id = $1 and organisation = $2 and revoked_at is null returning id""", Tuple.of(id, caller.organisation(), caller.keyId()))
                .size();
        if (revoked == 0) {
            throw new ApiException(ErrorCode.KEY_NOT_FOUND).param("key_id");
        }
        known.forget(id);
        LOG.infof("Key %s was revoked by %s", id, caller.keyId());
    }

    private static Row insert(Sql sql, KeyRequest request, String key) {
        Caller caller = request.caller();
        NewKey wanted = request.wanted();
        UUID organisation = caller.organisation();
        UUID project = caller.project();
        if (wanted.organisation() != null) {
            organisation = TimeOrderedId.next();
            project = TimeOrderedId.next();
            found(sql, organisation, project, wanted.organisation());
        }
        Set<Scope> scopes = wanted.allScopes();
        return sql.run(
                        """
                        insert into api_key
                            (id, hash, organisation, project, name, administrator, scopes, expires_at, created_by, sealed)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning *""",
                        Tuple.tuple()
                                .addUUID(request.id())
                                .addValue(Buffer.buffer(KeyHash.of(key)))
                                .addUUID(organisation)
                                .addUUID(project)
                                .addString(wanted.name())
                                .addBoolean(scopes.contains(Scope.ADMIN))
                                .addArrayOfString(scopes.stream()
                                        .filter(scope -> scope != Scope.ADMIN)
                                        .map(Scope::role)
                                        .toArray(String[]::new))
                                .addOffsetDateTime(
                                        wanted.expiresIn() == null
                                                ? null
                                                : Instant.now()
                                                        .plusSeconds(wanted.expiresIn())
                                                        .atOffset(ZoneOffset.UTC))
                                .addUUID(caller.keyId())
                                .addValue(
                                        request.mayComeAgain()
                                                ? Buffer.buffer(
                                                        SealedKey.seal(key, request.credential(), request.text()))
                                                : null))
                .iterator()
                .next();
    }

    private static @Nullable String open(Row row, KeyRequest request) {
        return row.getValue("sealed") instanceof Buffer sealed
                ? SealedKey.open(sealed.getBytes(), request.credential(), request.text())
                        .orElse(null)
                : null;
    }

    private static void found(Sql sql, UUID organisation, UUID project, String name) {
        sql.run("insert into organisation (id, name) values ($1, $2)", Tuple.of(organisation, name));
        sql.run(
                "insert into project (id, organisation, name) values ($1, $2, 'default')",
                Tuple.of(project, organisation));
    }
}
