-- Requests that a client may send again without anything being made twice.
create table idempotency (
    api_key         uuid        not null,
    idempotency_key text        not null,
    -- of the request, so that another one does not get this one's answer
    fingerprint     text        not null,
    -- null while the request runs
    answer          jsonb,
    created_at      timestamptz not null default now(),
    -- when a request that never ended counts as lost
    locked_until    timestamptz not null,
    primary key (api_key, idempotency_key)
);

create index idempotency_age on idempotency (created_at);
