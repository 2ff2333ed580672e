-- Claims that say in which order rows are handed out, and what may be read at once. The former ones stay for processes of the version before.
-- Each is two statements: in one, rows are estimated by a limit that is not known when it is planned, and with a million of them the planner
-- reads them all to join them with the few that are claimed; an array is taken for a few.

-- As claim_pages, in the order in which pages are handed out; under_way: pages that were before
create function hand_out_pages(served text, places int, milliseconds bigint)
returns table (mine boolean, job uuid, number int, attempt int, deadline timestamptz, object_key text, read_options text,
               trace_parent text, under_way bigint)
language plpgsql
set enable_seqscan = off set jit = off
as $$
#variable_conflict use_column
declare
    jobs uuid[];
    numbers int[];
    before bigint;
begin
    if not pg_try_advisory_xact_lock(hashtextextended(served, 0)) then
        mine := false;
        return next;
        return;
    end if;
    with recursive held as (
        select organisation, count(*) as pages from page_queue where model = served and state = 'SENT' group by organisation
    ), total as (
        select coalesce(sum(pages), 0)::bigint as pages from held
    ), free as (
        select greatest(places - pages, 0) as pages from total
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
        select job, number, row_number() over (order by lane, share, job, number) as place
        from candidate order by lane, share, job, number limit (select pages from free)
    )
    select array_agg(job order by place), array_agg(number order by place), (select pages from total)
    into jobs, numbers, before from chosen;
    return query
    with chosen as (
        select * from unnest(jobs, numbers) with ordinality as page (job, number, place)
    ), locked as (
        select page_queue.job, page_queue.number, chosen.place from page_queue join chosen using (job, number)
        where page_queue.state = 'WAITING' for update of page_queue skip locked
    ), claimed as (
        update page_queue
        set state = 'SENT', attempt = page_queue.attempt + 1, deadline = now() + milliseconds * interval '1 millisecond'
        from locked where page_queue.job = locked.job and page_queue.number = locked.number
        returning page_queue.job, page_queue.number, page_queue.attempt, page_queue.deadline, locked.place
    )
    select true, claimed.job, claimed.number, claimed.attempt, claimed.deadline, document.object_key, document.read_options,
           document.trace_parent, before
    from claimed cross join lateral (
        -- looked up one by one, however many documents there are
        select object_key, read_options, trace_parent from job where id = claimed.job offset 0) document
    order by claimed.place;
end $$;

-- As claim_documents. A document that may have one page is to be read at once by who opens it (model, read_options, and a deadline later by
-- reading_milliseconds) if it is tried for the first time and its model has a slot for it that neither a page nor another document may want.
create function hand_out_documents(places int, milliseconds bigint, reading_milliseconds bigint, served text[], served_slots int[])
returns table (mine boolean, id uuid, attempt int, object_key text, size_bytes bigint, deadline timestamptz, trace_parent text,
               lane smallint, age float8, model text, read_options text)
language plpgsql
set enable_seqscan = off set jit = off
as $$
#variable_conflict use_column
declare
    ids uuid[];
begin
    if not pg_try_advisory_xact_lock('-9223372036854775808'::bigint) then
        mine := false;
        return next;
        return;
    end if;
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
        select id, row_number() over (order by lane, share, id) as place
        from candidate order by lane, share, id limit (select documents from free)
    )
    select array_agg(id order by place) into ids from chosen;
    return query
    with chosen as (
        select * from unnest(ids) with ordinality as document (id, place)
    ), probing as (
        select model, count(*) as documents from job where state = 'PROBING' group by model
    ), locked as (
        select job.id, job.model, chosen.place, job.attempt = 0 and coalesce(job.selection, '{0}') = '{0}' as readable
        from job join chosen using (id) where job.state = 'ACCEPTED' for update of job skip locked
    ), room as (
        select each.model, each.slots
            - (select count(*) from (select from page_queue where page_queue.model = each.model limit each.slots) page)
            - coalesce((select documents from probing where probing.model = each.model), 0) as slots
        from unnest(served, served_slots) as each (model, slots)
        where each.model in (select model from locked where readable)
    ), granted as (
        select ranked.id from (
            select locked.id, locked.model, row_number() over (partition by locked.model order by locked.place) as rank
            from locked where locked.readable) ranked
        join room using (model) where ranked.rank <= room.slots
    ), claimed as (
        update job set state = 'PROBING', attempt = job.attempt + 1, deadline = now() + interval '1 millisecond'
            * (milliseconds + case when granted.id is null then 0 else reading_milliseconds end)
        from locked left join granted using (id) where job.id = locked.id
        returning job.id, job.attempt, job.object_key, job.size_bytes, job.deadline, job.trace_parent, job.lane,
                  extract(epoch from clock_timestamp() - job.created_at)::float8 as age,
                  case when granted.id is not null then job.model end as model,
                  case when granted.id is not null then job.read_options end as read_options, locked.place
    )
    select true, claimed.id, claimed.attempt, claimed.object_key, claimed.size_bytes, claimed.deadline, claimed.trace_parent,
           claimed.lane, claimed.age, claimed.model, claimed.read_options
    from claimed order by claimed.place;
end $$;
