-- A sweep is deleting the bytes: they can't be claimed any more.
alter table unclaimed_object add column condemned boolean not null default false;
