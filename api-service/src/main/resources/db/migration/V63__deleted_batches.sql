-- Its client sees it no more; its rows and readings go piece by piece, then it goes itself
alter table batch_job add column deleted_at timestamptz;

create index batch_job_deleted on batch_job (deleted_at) where deleted_at is not null;
