package dev.recto.api;

import jakarta.inject.Singleton;
import java.util.List;

/** Counts what the service's database is asked, transactions' beginnings and ends included. */
@Singleton
public class StatementCount {
    private final TestDatabase database;

    StatementCount(TestDatabase database) {
        this.database = database;
        database.execute("create extension if not exists pg_stat_statements");
    }

    public void forget() {
        database.execute("select pg_stat_statements_reset()");
    }

    /** Since they were forgotten, but for those of tests. */
    public long count() {
        return Long.parseLong(database.text("select coalesce(sum(calls), 0) " + FROM));
    }

    /**
     * Those that were made for each of so many things, but for those of work that went on meanwhile: up to nine for ten
     * things. One of ten things may not have been told of yet. A statement has several texts, by the types of what it is
     * given; they begin alike.
     */
    public long countForEachOf(int things) {
        return Long.parseLong(database.text("select coalesce(sum(floor(calls::numeric / " + things + " + 0.1)), 0)"
                + " from (select sum(calls) as calls " + FROM + " group by left(query, 100)) as statement"));
    }

    /** The same by what they say, for whoever wants to know why there are so many. */
    public List<String> list() {
        return List.of(
                database.text("select coalesce(string_agg(calls || ' x ' || regexp_replace(query, '\\s+', ' ', 'g'),"
                                + " E'\\n' order by calls desc), '') " + FROM)
                        .split("\n"));
    }

    private static final String FROM =
            "from pg_stat_statements where toplevel and query not like '%pg_stat_statements%'";
}
