-- Nobody writes while rows are moved
lock table job, page in access exclusive mode;

-- Pages that wait or are with a worker: each row is put in, claimed and taken out, so the table stays small and is vacuumed often.
-- Whose they are is checked where their job is accepted.
create table page_queue (
    job uuid not null references job on delete cascade,
    number int not null,
    organisation uuid not null,
    lane smallint not null,
    model text not null,
    -- WAITING (to be sent) -> SENT
    state text not null default 'WAITING',
    -- place in the organisation's queue: see claim_pages
    turn bigint not null,
    attempt int not null default 0,
    -- of a page that was sent
    deadline timestamptz,
    primary key (job, number)
) with (
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 5000,
    autovacuum_analyze_scale_factor = 0.1, autovacuum_analyze_threshold = 5000,
    autovacuum_vacuum_cost_delay = 0
);

insert into page_queue (job, number, organisation, lane, model, state, turn, attempt, deadline)
select job, number, organisation, lane, model, state, turn, attempt, deadline from page where ended_at is null;

-- Who is next, how many are with workers, and how many there are at all
create index page_queue_order on page_queue (model, state, lane, organisation, turn, job, number);
create index page_queue_overdue on page_queue (deadline) where state = 'SENT';

-- What became of pages: a table for each day on which their jobs got their ids, which is dropped when all these jobs are gone.
create table page_result (
    job uuid not null,
    number int not null,
    -- READ | FAILED | CANCELLED
    state text not null,
    fault text,
    -- PageResult as JSON
    result text,
    ended_at timestamptz not null,
    primary key (job, number)
) partition by range (job);

-- For days without a table: nothing is lost where none was made in time, or of a day whose table is gone
create table page_result_rest partition of page_result default;

-- The first id of a day: ids begin with their time
create function first_id(day date) returns uuid language sql immutable as $$
    select (lpad(to_hex((extract(epoch from day::timestamp at time zone 'UTC') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the table of a day, counted from today, unless there is one
create function make_page_results(ahead int) returns boolean language plpgsql
set lock_timeout = '1s'
as $$
declare
    day date := (now() at time zone 'UTC')::date + ahead;
    name text := 'page_result_' || to_char(day, 'YYYYMMDD');
begin
    if to_regclass(name) is not null or not pg_try_advisory_xact_lock(hashtextextended('page_result', 0)) then
        return false;
    end if;
    execute format('create table %I (like page_result including all)', name);
    execute format(
        'with late as (delete from page_result_rest where job >= %L and job < %L returning *) insert into %I select * from late',
        first_id(day), first_id(day + 1), name);
    execute format(
        'alter table page_result attach partition %I for values from (%L) to (%L)', name, first_id(day), first_id(day + 1));
    return true;
end $$;

-- Drops tables of days that are over for so many seconds and of which no job is left
create function drop_page_results(seconds bigint) returns int language plpgsql
set lock_timeout = '1s'
as $$
declare
    name text;
    day date;
    dropped int := 0;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('page_result', 0)) then
        return 0;
    end if;
    for name in
        select relname from pg_inherits join pg_class on pg_class.oid = inhrelid
        where inhparent = 'page_result'::regclass and relname ~ '^page_result_[0-9]{8}$' order by relname
    loop
        day := to_date(right(name, 8), 'YYYYMMDD');
        if first_id(day + 1) < first_id((now() at time zone 'UTC' - seconds * interval '1 second')::date)
           and not exists (select from job where id >= first_id(day) and id < first_id(day + 1)) then
            execute format('drop table %I', name);
            dropped := dropped + 1;
        end if;
    end loop;
    return dropped;
end $$;

select make_page_results(ahead) from generate_series(-1, 3) as ahead;

insert into page_result (job, number, state, fault, result, ended_at)
select job, number, state, fault, result, ended_at from page where ended_at is not null;

alter table job
    drop constraint job_organisation_fkey,
    drop constraint job_project_fkey,
    drop constraint job_api_key_fkey,
    -- pages that were asked for, once the document is open
    add column pages_total int not null default 0;

update job set pages_total = (select count(*) from page where page.job = job.id);

alter table job set (
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);

drop table page;

create or replace function claim_pages(served text, places int, milliseconds bigint)
returns table (mine boolean, job uuid, number int, attempt int, deadline timestamptz, object_key text, kind text, read_options text,
               trace_parent text)
language plpgsql
set enable_seqscan = off set jit = off
as $$
#variable_conflict use_column
begin
    if not pg_try_advisory_xact_lock(hashtextextended(served, 0)) then
        mine := false;
        return next;
        return;
    end if;
    return query
    with recursive held as (
        select organisation, count(*) as pages from page_queue where model = served and state = 'SENT' group by organisation
    ), free as (
        select greatest(places - coalesce(sum(pages), 0), 0)::bigint as pages from held
    ), waiting as (
        (select lane, organisation from page_queue
         where model = served and state = 'WAITING' order by lane, organisation limit 1)
        union all
        select next.lane, next.organisation
        from waiting cross join lateral (
            select lane, organisation from page_queue
            where model = served and state = 'WAITING' and (lane, organisation) > (waiting.lane, waiting.organisation)
            order by lane, organisation limit 1) next
    ), candidate as (
        select waiting.lane, first.job, first.number, coalesce(held.pages, 0) + row_number() over (
            partition by waiting.lane, waiting.organisation order by first.turn, first.job, first.number) as share
        from waiting left join held using (organisation)
        cross join lateral (
            select job, number, turn from page_queue
            where model = served and state = 'WAITING' and lane = waiting.lane and organisation = waiting.organisation
            order by turn, job, number limit (select pages from free)) first
    ), chosen as (
        select job, number from candidate order by lane, share, job limit (select pages from free)
    ), locked as (
        select page_queue.job, page_queue.number from page_queue join chosen using (job, number)
        where page_queue.state = 'WAITING' for update of page_queue skip locked
    ), claimed as (
        update page_queue
        set state = 'SENT', attempt = page_queue.attempt + 1, deadline = now() + milliseconds * interval '1 millisecond'
        from locked where page_queue.job = locked.job and page_queue.number = locked.number
        returning page_queue.job, page_queue.number, page_queue.attempt, page_queue.deadline
    )
    select true, claimed.job, claimed.number, claimed.attempt, claimed.deadline, document.object_key, document.kind,
           document.read_options, document.trace_parent
    from claimed cross join lateral (
        -- looked up one by one, however many documents there are
        select object_key, kind, read_options, trace_parent from job where id = claimed.job offset 0) document;
end $$;
