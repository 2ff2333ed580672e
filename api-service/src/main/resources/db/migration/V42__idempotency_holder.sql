-- Who carries the request out: a claim that lapsed and was taken over is no longer the former holder's to end.
alter table idempotency add column holder uuid;
