package dev.recto.system.chaos;

import java.sql.SQLException;
import java.util.List;

/** Has PostgreSQL write down every end of a job or page, so that one which ended twice is found out. */
record Journal(Rows rows) {
    void open() throws SQLException {
        rows.run("""
                create schema chaos;
                create table chaos.ended (what text not null, state text, at timestamptz not null default clock_timestamp());
                create function chaos.job_ended() returns trigger language plpgsql as $$
                begin
                    insert into chaos.ended (what, state) values ('job ' || new.id, new.state);
                    return null;
                end $$;
                create function chaos.page_ended() returns trigger language plpgsql as $$
                begin
                    insert into chaos.ended (what, state) values ('page ' || new.job || '/' || new.number, new.state);
                    return null;
                end $$;
                create trigger chaos_ended after update on job for each row
                    when (new.ended_at is distinct from old.ended_at or old.ended_at is not null and new.state <> old.state)
                    execute function chaos.job_ended();
                create trigger chaos_ended after insert or update on page_result for each row
                    execute function chaos.page_ended();
                """);
    }

    /** What ended more than once. */
    List<String> endedTwice() throws SQLException {
        return rows.query("""
                select what || ': ' || string_agg(state || ' at ' || at, ', ' order by at)
                from chaos.ended group by what having count(*) > 1""");
    }

    /** Jobs that ended though not for a good reason, or have more or fewer pages than their document. */
    List<String> endedBadly(int pages) throws SQLException {
        return rows.query("""
                select id || ': ' || state || coalesce(' ' || error_code, '') || ', pages ' || coalesce(
                    (select string_agg(number || ' ' || state || coalesce(' ' || fault, ''), ', ' order by number)
                     from page_result as page where page.job = job.id), 'none')
                from job where state <> 'SUCCEEDED' or %d <> (select count(*) from page_result as page where page.job = job.id and page.state = 'READ')
                """.formatted(pages));
    }

    int jobs() throws SQLException {
        return rows.count("select count(*) from job");
    }

    int openJobs() throws SQLException {
        return rows.count("select count(*) from job where ended_at is null");
    }
}
