-- Processes of the API in which somebody waits: the one that accepted the job, for its end; others for each of its steps
alter table job
    add column waiter uuid,
    add column watchers uuid[];
