package dev.recto.local.bench;

import dev.recto.local.stack.LocalStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** The queue in PostgreSQL, and what the server has done so far. */
final class QueueTables implements AutoCloseable {
    static final int PAGES_OF_A_JOB = 100;

    private final Connection connection;

    QueueTables(LocalStack stack) throws SQLException {
        connection = DriverManager.getConnection("jdbc:" + stack.parts().postgres(), "postgres", "postgres");
        try (var statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
        }
    }

    /**
     * Puts copies of a job into the queue, as if each had just been opened, until so many pages wait.
     *
     * @param original of a document with {@value #PAGES_OF_A_JOB} pages
     */
    void fill(UUID original, int pages) throws SQLException {
        long missing = pages - number("select count(*) from page_queue where state = 'WAITING'");
        try (var copying = connection.prepareStatement("""
                with copy as (
                    insert into job
                    select copied.* from job as original cross join generate_series(1, ?) as n
                    cross join lateral jsonb_populate_record(original, jsonb_build_object(
                        'n', n, 'id', uuidv7(), 'state', 'READING', 'ended_at', null, 'selection', null, 'pages_total', ?,
                        'created_at', now(), 'expires_at', now() + interval '1 day')) as copied
                    where original.id = ?
                    returning id, organisation, lane, model)
                insert into page_queue (job, number, organisation, lane, model, turn)
                select id, number, organisation, lane, model, number from copy cross join generate_series(0, ? - 1) as number""")) {
            copying.setLong(1, Math.ceilDiv(missing, PAGES_OF_A_JOB));
            copying.setInt(2, PAGES_OF_A_JOB);
            copying.setObject(3, original);
            copying.setInt(4, PAGES_OF_A_JOB);
            copying.execute();
        }
        try (var statement = connection.createStatement()) {
            statement.execute("vacuum analyze job, page_queue");
        }
    }

    /** What clients had the server run; what its functions run themselves is not counted. */
    long statements() throws SQLException {
        return number("select sum(calls) from pg_stat_statements");
    }

    long walBytes() throws SQLException {
        return number("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn");
    }

    private long number(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
