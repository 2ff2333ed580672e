alter table job
    -- SHA-256 of the document's bytes in hex, where what is read of it may be kept for other jobs, else null
    add column document_digest text,
    -- whether it takes what others have read
    add column cache_lookup boolean not null default false,
    add column pages_cached int not null default 0;
