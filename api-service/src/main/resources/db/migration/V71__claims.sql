-- A claim in one statement: of two callers one gets the queue, and counts what is under way only then. Whoever does not gets one row
-- that is not his.

create function claim_documents(places int, milliseconds bigint)
returns table (mine boolean, id uuid, attempt int, object_key text, size_bytes bigint, deadline timestamptz, trace_parent text,
               lane smallint, age float8)
language plpgsql
-- Statistics of a table that was empty a moment ago must not have all of it read
set enable_seqscan = off set jit = off
as $$
#variable_conflict use_column
begin
    -- any constant that no model's name hashes to
    if not pg_try_advisory_xact_lock('-9223372036854775808'::bigint) then
        mine := false;
        return next;
        return;
    end if;
    return query
    with recursive held as (
        select organisation, count(*) as documents from job where state = 'PROBING' group by organisation
    ), free as (
        select greatest(places - coalesce(sum(documents), 0), 0)::bigint as documents from held
    ), waiting as (
        (select lane, organisation from job where state = 'ACCEPTED' order by lane, organisation limit 1)
        union all
        select next.lane, next.organisation
        from waiting cross join lateral (
            select lane, organisation from job
            where state = 'ACCEPTED' and (lane, organisation) > (waiting.lane, waiting.organisation)
            order by lane, organisation limit 1) next
    ), candidate as (
        select waiting.lane, oldest.id, coalesce(held.documents, 0)
            + row_number() over (partition by waiting.lane, waiting.organisation order by oldest.id) as share
        from waiting left join held using (organisation)
        cross join lateral (
            select id from job
            where state = 'ACCEPTED' and lane = waiting.lane and organisation = waiting.organisation
            order by id limit (select documents from free)) oldest
    ), chosen as (
        select id from candidate order by lane, share, id limit (select documents from free)
    ), locked as (
        select id from job where id in (select id from chosen) and state = 'ACCEPTED' for update skip locked
    )
    update job set state = 'PROBING', attempt = job.attempt + 1, deadline = now() + milliseconds * interval '1 millisecond'
    from locked where job.id = locked.id
    returning true, job.id, job.attempt, job.object_key, job.size_bytes, job.deadline, job.trace_parent, job.lane,
              extract(epoch from clock_timestamp() - job.created_at)::float8;
end $$;

create function claim_pages(served text, places int, milliseconds bigint)
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
        select organisation, count(*) as pages from page where model = served and state = 'SENT' group by organisation
    ), free as (
        select greatest(places - coalesce(sum(pages), 0), 0)::bigint as pages from held
    ), waiting as (
        (select lane, organisation from page where model = served and state = 'WAITING' order by lane, organisation limit 1)
        union all
        select next.lane, next.organisation
        from waiting cross join lateral (
            select lane, organisation from page
            where model = served and state = 'WAITING' and (lane, organisation) > (waiting.lane, waiting.organisation)
            order by lane, organisation limit 1) next
    ), candidate as (
        select waiting.lane, first.job, first.number, coalesce(held.pages, 0) + row_number() over (
            partition by waiting.lane, waiting.organisation order by first.turn, first.job, first.number) as share
        from waiting left join held using (organisation)
        cross join lateral (
            select job, number, turn from page
            where model = served and state = 'WAITING' and lane = waiting.lane and organisation = waiting.organisation
            order by turn, job, number limit (select pages from free)) first
    ), chosen as (
        select job, number from candidate order by lane, share, job limit (select pages from free)
    ), locked as (
        select page.job, page.number from page join chosen using (job, number)
        where page.state = 'WAITING' for update of page skip locked
    )
    update page set state = 'SENT', attempt = page.attempt + 1, deadline = now() + milliseconds * interval '1 millisecond'
    from locked, job as document
    where page.job = locked.job and page.number = locked.number and document.id = page.job
    returning true, page.job, page.number, page.attempt, page.deadline, document.object_key, document.kind,
              document.read_options, document.trace_parent;
end $$;
