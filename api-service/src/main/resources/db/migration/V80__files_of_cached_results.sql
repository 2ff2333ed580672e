-- False once a job's document was a stored file that is deleted or has expired
create function document_stays(object_key text) returns boolean language sql stable as $$
    select object_key not like 'files/%' or exists (
        select from file where id = split_part(object_key, '/', 3)::uuid and (expires_at is null or expires_at > now()))
$$;

-- Whoever deletes a file, also one of the version before

create function forget_cached_file() returns trigger language plpgsql as $$
begin
    delete from cached_page using (
        select organisation, reading, content from cached_page where organisation = old.organisation and document = old.sha256
        order by reading, content for update) as gone
    where cached_page.organisation = gone.organisation and cached_page.reading = gone.reading and cached_page.content = gone.content;
    delete from cached_document where organisation = old.organisation and digest = old.sha256;
    return null;
end $$;

create trigger forget_cached_file after delete on file for each row execute function forget_cached_file();
