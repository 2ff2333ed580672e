-- What is left of a key's allowances, for all instances of the service; less than nothing where it was overdrawn. It is forgotten
-- when the server crashes: a minute later it would be whole again anyway.
create unlogged table key_allowance (
    api_key uuid primary key,
    requests double precision not null,
    tokens double precision not null,
    updated_at timestamptz not null
) with (fillfactor = 50);
