-- As page_open, for documents. A migration of its own: one that has locked page and waits for job would be in a circle with services
-- that go on meanwhile, and lock them the other way round.
create index job_unopened on job (model) where state in ('ACCEPTED', 'PROBING');
