-- How often bringing a row on its way has failed for a reason that nobody foresaw; attempt counts every claim
alter table batch_row add column failures int not null default 0;
