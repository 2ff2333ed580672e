-- What an organisation's deliveries are signed with: the newest one, and the former ones until they expire
create table webhook_secret (
    id uuid primary key,
    organisation uuid not null references organisation,
    secret text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz
);

create index webhook_secret_organisation on webhook_secret (organisation, id);

-- What a key's jobs and batches are told to; disabled by its receiver
alter table api_key
    add column webhook_url text,
    add column webhook_events text[],
    add column webhook_disabled_at timestamptz;

-- Whom to tell of the end of a job or a batch, while that is open
create table webhook (
    subject uuid not null,
    -- REQUEST | KEY: who named it
    source text not null,
    url text not null,
    events text[] not null,
    primary key (subject, source)
);

create table webhook_delivery (
    -- the same in all attempts
    id uuid primary key,
    organisation uuid not null,
    -- one of both
    job uuid references job on delete cascade,
    batch uuid references batch_job on delete cascade,
    event text not null,
    -- of FAILED jobs and batches, the name of an ErrorCode
    error_code text,
    url text not null,
    created_at timestamptz not null default now(),
    -- WAITING -> DELIVERED | FAILED; again WAITING when it is to be sent again
    state text not null default 'WAITING',
    -- since when it is tried, and how often
    begun_at timestamptz not null default now(),
    attempts int not null default 0,
    -- WAITING: not to be tried before; under way: left to this attempt until then
    due_at timestamptz not null default now(),
    -- of the attempt that is under way
    claim uuid,
    last_attempt_at timestamptz,
    last_outcome text,
    last_status int,
    ended_at timestamptz
);

create index webhook_delivery_turn on webhook_delivery (organisation, due_at) where state = 'WAITING';
create index webhook_delivery_due on webhook_delivery (due_at) where state = 'WAITING';
create index webhook_delivery_listing on webhook_delivery (organisation, id);
create index webhook_delivery_job on webhook_delivery (job) where job is not null;
create index webhook_delivery_batch on webhook_delivery (batch) where batch is not null;
create index webhook_delivery_ended on webhook_delivery (ended_at) where ended_at is not null;

-- As the service makes them (UUID version 7), so that they are the order of listings
create function time_ordered_id() returns uuid language sql volatile as $$
    select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
        substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;

-- Whichever statement ends a job or a batch, also one of the version before: who is to be told of it is written down with it

create function tell_end_of_job() returns trigger language plpgsql as $$
declare
    ending text := case new.state
        when 'SUCCEEDED' then 'ocr.job.completed' when 'FAILED' then 'ocr.job.failed' else 'ocr.job.cancelled' end;
begin
    with told as (delete from webhook where subject = new.id returning url, events)
    insert into webhook_delivery (id, organisation, job, event, error_code, url)
    select time_ordered_id(), new.organisation, new.id, ending, new.error_code, url from told where ending = any(events);
    return null;
end $$;

create trigger tell_end_of_job after update of ended_at on job
for each row when (old.ended_at is null and new.ended_at is not null)
execute function tell_end_of_job();

create function tell_end_of_batch() returns trigger language plpgsql as $$
declare
    ending text := case new.state
        when 'SUCCESS' then 'batch.completed' when 'FAILED' then 'batch.failed'
        when 'TIMEOUT_EXCEEDED' then 'batch.expired' else 'batch.cancelled' end;
    error text := case
        when new.state <> 'FAILED' then null when new.failure = 'INPUT_GONE' then 'FILE_NOT_FOUND' else 'INTERNAL_ERROR' end;
begin
    with told as (delete from webhook where subject = new.id returning url, events)
    insert into webhook_delivery (id, organisation, batch, event, error_code, url)
    select time_ordered_id(), new.organisation, new.id, ending, error, url from told where ending = any(events);
    return null;
end $$;

create trigger tell_end_of_batch after update of ended_at on batch_job
for each row when (old.ended_at is null and new.ended_at is not null)
execute function tell_end_of_batch();
