create table upload (
    id                uuid primary key,
    organisation      uuid        not null,
    project           uuid        not null,
    created_by        uuid        not null,
    created_at        timestamptz not null,
    expires_at        timestamptz not null,
    filename          text        not null,
    size_bytes        bigint      not null,
    purpose           text        not null,
    -- of the finished file; null if it stays
    lifetime_seconds  bigint,
    status            text        not null,
    file              uuid
);

create index upload_open on upload (expires_at) where status = 'PENDING';

-- Parts lie in the store as objects of their own until the upload ends.
create table upload_part (
    id         uuid primary key,
    upload     uuid        not null references upload,
    size_bytes bigint      not null,
    created_at timestamptz not null
);

create index upload_part_of on upload_part (upload);
