-- How often rows failed with the same message, the most frequent ones; of a job that has ended since this is kept
alter table batch_job add column errors jsonb;
