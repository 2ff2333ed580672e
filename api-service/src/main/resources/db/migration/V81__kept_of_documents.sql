-- What is kept of a job's document. It is looked up as of its own time (volatile), not of the statement that hands the document out, which may
-- have begun before the job was accepted and does not see it then.
create function kept_of_document(asked uuid) returns table (cacheable boolean, document_password text)
language sql volatile
as $$
    select job.document_digest is not null, document_password.password
    from job left join document_password on document_password.job = job.id
    where job.id = asked
$$;
