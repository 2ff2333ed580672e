create table file (
    id           uuid primary key,
    organisation uuid        not null,
    project      uuid        not null,
    created_by   uuid        not null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    filename     text        not null,
    size_bytes   bigint      not null,
    purpose      text        not null,
    visibility   text        not null,
    sample_type  text        not null,
    source       text        not null,
    mimetype     text,
    num_lines    bigint,
    sha256       text        not null
);

-- Ids are ordered by time, so they are the order of every listing.
create index file_listing on file (organisation, id);
create index file_expiry on file (expires_at) where expires_at is not null;

-- Objects that no row speaks for: written down before the bytes are stored and taken out in the transaction that makes
-- them somebody's, or put in by the transaction that deletes their row. What is still here when due is deleted.
create table unclaimed_object (
    object_key text primary key,
    due_at     timestamptz not null
);

create index unclaimed_object_due on unclaimed_object (due_at);
