create table organisation (
    id uuid primary key,
    name text not null,
    created_at timestamptz not null default now()
);

create table project (
    id uuid primary key,
    organisation uuid not null references organisation,
    name text not null,
    created_at timestamptz not null default now()
);

create table api_key (
    id uuid primary key,
    -- SHA-256 of the key; the key itself is never kept
    hash bytea not null unique,
    organisation uuid not null references organisation,
    project uuid not null references project,
    name text not null,
    administrator boolean not null default false,
    created_at timestamptz not null default now(),
    revoked_at timestamptz
);

insert into organisation (id, name) values ('00000000-0000-7000-8000-000000000001', 'default');
insert into project (id, organisation, name)
values ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'default');
