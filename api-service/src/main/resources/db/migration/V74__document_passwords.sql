-- What opens a document, while its job is open: apart from the job, so that changes of the job leave no further copies of it behind
create table document_password (
    job uuid primary key references job on delete cascade,
    password text not null
);

create function forget_document_password() returns trigger
language plpgsql
as $$
begin
    delete from document_password where job = new.id;
    return null;
end $$;

-- Whichever statement ends a job, also one of the version before
create trigger forget_document_password after update of ended_at on job
for each row when (old.ended_at is null and new.ended_at is not null)
execute function forget_document_password();
