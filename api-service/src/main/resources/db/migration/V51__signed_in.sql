-- Somebody who comes with a token of the organisation's identity provider, under the hash of who it is. Such a row opens nothing as a
-- key; revoked, it keeps the person out.
alter table api_key add column person boolean not null default false;
