-- A job of a model that another service reads with: TO_FORWARD -> FORWARDED -> SUCCEEDED | FAILED | CANCELLED.
-- Its deadline is when it may be sent (again).
create index job_forwarded on job (lane, organisation, id) where state in ('TO_FORWARD', 'FORWARDED');

-- When trying again makes sense, where whoever failed said so
alter table job add column retry_at timestamptz;
