-- Apart from what changes the table of jobs: see V66

-- Whether the page was not read for this job, but for another one before
alter table page_result add column cached boolean not null default false;

-- Documents that were opened, by their bytes
create table cached_document (
    organisation uuid not null,
    digest text not null,
    kind text not null,
    -- of each page, by which it is known in other documents, too
    contents text[] not null,
    created_at timestamptz not null default now(),
    primary key (organisation, digest)
);

create index cached_document_age on cached_document (created_at);
create index cached_document_share on cached_document (organisation, created_at);

-- Where a page's result stands, which is kept no longer for that
create table cached_page (
    organisation uuid not null,
    -- see cache_reading
    reading bytea not null,
    content text not null,
    job uuid not null,
    number int not null,
    -- digest of the document that it was read in
    document text not null,
    created_at timestamptz not null default now(),
    primary key (organisation, reading, content)
);

create index cached_page_job on cached_page (job);
create index cached_page_document on cached_page (organisation, document);
create index cached_page_age on cached_page (created_at);
create index cached_page_share on cached_page (organisation, created_at);

-- By what a page was read, and how
create function cache_reading(model text, version text, read_options text) returns bytea language sql immutable as $$
    select sha256(convert_to(model || E'\n' || version || E'\n' || read_options, 'UTF8'))
$$;
