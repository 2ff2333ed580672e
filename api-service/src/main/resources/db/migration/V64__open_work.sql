-- Counted for autoscalers, every few seconds: small, since there is one entry per model with its many rows, and without the millions of
-- rows that have ended.
create index page_open on page (model) where state in ('WAITING', 'SENT');
