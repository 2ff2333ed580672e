alter table api_key
    -- what the key may do; managing keys is a column of its own
    add column scopes       text[] not null default '{read,write}',
    add column expires_at   timestamptz,
    -- in whole intervals, written in the background
    add column last_used_at timestamptz,
    -- ids of keys
    add column created_by   uuid,
    add column revoked_by   uuid,
    -- the key itself, for whoever asked for it, as long as it can ask again; encrypted with its credential
    add column sealed       bytea;

create index api_key_sealed on api_key (created_at) where sealed is not null;
