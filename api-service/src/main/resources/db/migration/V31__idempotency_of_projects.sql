-- The same request may come with another key of the same project. Answers that are kept for a day are not worth moving.
delete from idempotency;
alter table idempotency rename column api_key to project;
-- id of what the request makes, known before it is made: so a request whose process died is not carried out twice
alter table idempotency add column subject uuid;
