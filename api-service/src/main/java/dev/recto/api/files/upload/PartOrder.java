package dev.recto.api.files.upload;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fault.Place;
import dev.recto.api.fault.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of an upload in the order of the file. */
final class PartOrder {
    private PartOrder() {}

    /** A 422 for ids that are unknown or named twice, a 400 where the sizes do not add up. */
    static List<UploadPart> of(List<String> ids, List<UploadPart> stored, long size) {
        Map<String, UploadPart> known =
                stored.stream().collect(Collectors.toMap(part -> part.id.toString(), Function.identity()));
        List<Problem> problems = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!known.containsKey(ids.get(i))) {
                problems.add(at(i, "is no part of this upload", "unknown_part"));
            } else if (!named.add(ids.get(i))) {
                problems.add(at(i, "is named twice", "duplicate_part"));
            }
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
        List<UploadPart> ordered =
                ids.stream().flatMap(id -> Stream.ofNullable(known.get(id))).toList();
        if (ordered.stream().mapToLong(part -> part.size).sum() != size) {
            throw new ApiException(ErrorCode.SIZE_MISMATCH).param("part_ids");
        }
        return ordered;
    }

    private static Problem at(int position, String msg, String type) {
        return Problem.of(
                List.of(new Place.Field("body"), new Place.Field("part_ids"), new Place.Position(position)), msg, type);
    }
}
