-- How many requests have taken the subject up and not given it back: an entry that nobody has can be used for another request.
alter table idempotency add column takers int not null default 1;
