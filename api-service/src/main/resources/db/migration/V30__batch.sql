-- Many documents to be read later.
create table batch_job (
    id uuid primary key,
    organisation uuid not null references organisation,
    project uuid not null references project,
    api_key uuid not null references api_key,
    -- QUEUED -> RUNNING -> SUCCESS | FAILED | TIMEOUT_EXCEEDED; CANCELLATION_REQUESTED -> CANCELLED
    state text not null default 'QUEUED',
    -- the state it will end with, set when no more rows are to be begun
    outcome text,
    model text,
    metadata jsonb,
    input_files uuid[] not null,
    -- rows that came with the request lie here in the store
    inline_key text,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    started_at timestamptz,
    ended_at timestamptz,
    total int not null,
    succeeded int not null default 0,
    failed int not null default 0,
    -- why the job itself could not run
    failure text,
    -- ids of the result files, given before these are written so that writing them twice makes one of each
    output_file uuid,
    error_file uuid,
    -- of the process that winds it up
    lease_until timestamptz
);

create index batch_job_listing on batch_job (organisation, id);
create index batch_job_open on batch_job (organisation, id) where ended_at is null;

create table batch_row (
    batch uuid not null references batch_job on delete cascade,
    number int not null,
    custom_id text not null,
    -- its JSON: bytes [start_at, start_at + length) of an object in the store
    object_key text not null,
    start_at bigint not null,
    length bigint not null,
    -- id of its reading, given before so that handing it over twice makes one reading
    job uuid not null,
    -- WAITING -> FEEDING -> RUNNING -> SUCCEEDED | FAILED | CANCELLED
    state text not null default 'WAITING',
    attempt int not null default 0,
    -- not to be tried before; FEEDING: taken until
    due_at timestamptz not null default now(),
    -- status and error body, of FAILED
    status int,
    error jsonb,
    primary key (batch, number)
);

create index batch_row_waiting on batch_row (batch, number) where state = 'WAITING';
create index batch_row_active on batch_row (batch, number) where state in ('FEEDING', 'RUNNING');
create index batch_row_failed on batch_row (batch, number) where state = 'FAILED';
