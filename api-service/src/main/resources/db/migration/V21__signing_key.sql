-- Secrets of signed URLs that the service made itself, shared by all its instances.
create table signing_key (
    id         text primary key,
    secret     bytea       not null,
    created_at timestamptz not null default now()
);
