-- One request to read one document.
create table job (
    id uuid primary key,
    organisation uuid not null references organisation,
    project uuid not null references project,
    api_key uuid not null references api_key,
    -- 0 somebody waits, 1 batch
    lane smallint not null,
    -- ACCEPTED (to be sent) -> PROBING -> READING -> SUCCEEDED | FAILED | CANCELLED
    state text not null default 'ACCEPTED',
    model text not null,
    object_key text not null,
    size_bytes bigint not null,
    -- selected pages, ascending; null for all
    selection int[],
    -- JSON, of the records ReadOptions and AnswerForm; kept as text since nothing here looks inside
    read_options text not null,
    answer_form text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ended_at timestamptz,
    -- of the probe
    attempt int not null default 0,
    deadline timestamptz,
    kind text,
    page_count int,
    error_code text,
    error_param text
);

create index job_accepted on job (lane, organisation, id) where state = 'ACCEPTED';
create index job_probing on job (deadline) where state = 'PROBING';
create index job_open on job (expires_at) where ended_at is null;
create index job_ended on job (ended_at) where ended_at is not null;

create table page (
    job uuid not null references job on delete cascade,
    number int not null,
    organisation uuid not null,
    lane smallint not null,
    model text not null,
    -- WAITING (to be sent) -> SENT -> READ | FAILED | CANCELLED
    state text not null default 'WAITING',
    -- place in the organisation's queue: see claim in PageQueue
    turn bigint not null,
    attempt int not null default 0,
    deadline timestamptz,
    fault text,
    -- PageResult as JSON
    result text,
    ended_at timestamptz,
    primary key (job, number)
);

create index page_waiting on page (model, lane, organisation, turn, job, number) where state = 'WAITING';
create index page_sent on page (model, organisation) where state = 'SENT';
create index page_overdue on page (deadline) where state = 'SENT';
