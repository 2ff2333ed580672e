-- W3C's traceparent of what the job belongs to, where it is traced: it is sent later, maybe by another process
alter table job add column trace_parent text;
alter table batch_job add column trace_parent text;
