package dev.recto.api.files;

import dev.recto.api.files.FileQuery.Order;
import dev.recto.api.files.FileQuery.Piece;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of stored files. Expired ones are as good as gone. */
@ApplicationScoped
class FileRepository implements PanacheRepositoryBase<StoredFile, UUID> {
    private static final String LIVE = "(expiresAt is null or expiresAt > :now)";

    Uni<Optional<StoredFile>> findLive(UUID id, Instant now) {
        return find("id = :id and " + LIVE, Parameters.with("id", id).and("now", now))
                .<StoredFile>firstResult()
                .map(Optional::ofNullable);
    }

    Uni<FilePage> list(UUID organisation, FileQuery query, Instant now) {
        List<String> conditions = new ArrayList<>(List.of("organisation = :organisation", LIVE));
        Parameters parameters = Parameters.with("organisation", organisation).and("now", now);
        filter(query, conditions, parameters);
        Uni<Optional<Long>> total = query.total()
                ? count(String.join(" and ", conditions), parameters).map(Optional::of)
                : Uni.createFrom().item(Optional.empty());
        return total.flatMap(counted -> piece(query, conditions, parameters)
                .map(files -> page(files, query.piece().size(), counted)));
    }

    private static void filter(FileQuery query, List<String> conditions, Parameters parameters) {
        query.purpose().ifPresent(purpose -> {
            conditions.add("purpose = :purpose");
            parameters.and("purpose", purpose);
        });
        query.createdBy().ifPresent(key -> {
            conditions.add("createdBy = :createdBy");
            parameters.and("createdBy", key);
        });
        query.search().ifPresent(text -> {
            conditions.add("filename ilike :search escape '!'");
            parameters.and("search", "%" + text.replaceAll("[!%_]", "!$0") + "%");
        });
        anyOf("mimetype", query.mimetypes(), conditions, parameters);
        anyOf("sampleType", query.sampleTypes(), conditions, parameters);
        anyOf("source", query.sources(), conditions, parameters);
    }

    private static void anyOf(String field, List<?> values, List<String> conditions, Parameters parameters) {
        if (!values.isEmpty()) {
            conditions.add(field + " in (:" + field + ")");
            parameters.and(field, values);
        }
    }

    /** One row more than asked for, where there is one. */
    private Uni<List<StoredFile>> piece(FileQuery query, List<String> conditions, Parameters parameters) {
        boolean ascending = query.order() == Order.ASC;
        String order = " order by id" + (ascending ? "" : " desc");
        return switch (query.piece()) {
            case Piece.Behind behind -> {
                behind.after().ifPresent(id -> {
                    conditions.add(ascending ? "id > :after" : "id < :after");
                    parameters.and("after", id);
                });
                yield find(String.join(" and ", conditions) + order, parameters)
                        .range(0, behind.size())
                        .list();
            }
            case Piece.Page page -> {
                long first = (long) page.number() * page.size();
                yield first > Integer.MAX_VALUE - page.size()
                        ? Uni.createFrom().item(List.of())
                        : find(String.join(" and ", conditions) + order, parameters)
                                .range((int) first, (int) first + page.size())
                                .list();
            }
        };
    }

    private static FilePage page(List<StoredFile> found, int size, Optional<Long> total) {
        boolean more = found.size() > size;
        return new FilePage(more ? found.subList(0, size) : found, more, total.orElse(null));
    }
}
