package dev.recto.api.jobs.upkeep;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.jobs.CacheConfig;
import dev.recto.api.postgres.Database;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/** Forgets what was read too long ago, or is too much; all of it where nothing is to be known. Several processes may do so at once. */
@Singleton
class CacheSweep implements Chore {
    private static final int PIECE = 10_000;

    /** A table, and what its rows are known by. */
    private record Kept(String table, String key) {
        String delete(String some) {
            return "delete from %1$s where (%2$s) in (%3$s)".formatted(table, key, some.formatted(table, key));
        }
    }

    private static final List<Kept> ALL = List.of(
            new Kept("cached_page", "organisation, reading, content"),
            new Kept("cached_document", "organisation, digest"));

    private static final String EXPIRED = """
            select %2$s from %1$s where created_at < now() - $1 * interval '1 millisecond' limit $2""";

    private static final String OF_ORGANISATIONS = """
            select old.* from (
                select organisation as owner, count(*) - $1 as surplus from %1$s group by organisation having count(*) > $1) as rich
            cross join lateral (
                select %2$s from %1$s where organisation = owner order by created_at limit least(surplus, $2)) as old""";

    private static final String OF_ALL = """
            select %2$s from %1$s order by created_at
            limit (select least(greatest(count(*) - $1, 0), $2) from %1$s)""";

    private final Database database;
    private final CacheConfig config;
    private final Bell bell;

    CacheSweep(Database database, CacheConfig config) {
        this.database = database;
        this.config = config;
        this.bell = new Bell("cache of results", config.sweepEvery(), this::sweep);
        bell.ring();
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell);
    }

    void sweep() {
        if (!anything()) {
            return;
        }
        for (Kept kept : ALL) {
            deleteAll(kept.delete(EXPIRED), config.enabled() ? config.expiry().toMillis() : 0);
            deleteAll(kept.delete(OF_ORGANISATIONS), config.maxPagesPerOrganisation());
            deleteAll(kept.delete(OF_ALL), config.maxPages());
        }
    }

    /** In most processes' lives there is nothing, and that is asked often. */
    private boolean anything() {
        return database.run(
                        "select exists (select from cached_page) or exists (select from cached_document) as so",
                        Tuple.tuple())
                .iterator()
                .next()
                .getBoolean("so");
    }

    private void deleteAll(String statement, long limit) {
        int deleted = PIECE;
        while (deleted >= PIECE) {
            deleted = database.run(statement, Tuple.of(limit, PIECE)).rowCount();
        }
    }
}
