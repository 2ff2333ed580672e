-- How often a document waits again since its upstream was busy or away; such a try is taken off attempt
alter table job add column postponed int not null default 0;
