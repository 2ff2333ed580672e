-- Who winds the job up, unlike any other who does, and how often that was begun
alter table batch_job add column closer uuid;
alter table batch_job add column closings int not null default 0;

-- Result files have ids of those who write them: of two, the one who ends the job
update batch_job set output_file = null, error_file = null where ended_at is null;

-- The name of a BatchFailure
update batch_job set failure = 'INPUT_GONE' where failure is not null;
