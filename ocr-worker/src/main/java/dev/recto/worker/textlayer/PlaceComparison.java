package dev.recto.worker.textlayer;

import dev.recto.worker.document.ClaimedWord;
import dev.recto.worker.reader.ReadWord;
import dev.recto.worker.textlayer.Groups.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Holds words of a text layer against the words that were read at their places, whatever the order of either. */
final class PlaceComparison {
    /** Of words of both texts; no page shows as many. */
    private static final long MOST_PAIRS = 100_000_000;

    /** Pairs of words that have nothing at their own place; where more differ, the texts do. */
    private static final long MOST_NEIGHBOURS = 1_000_000;

    private final TextLayerLimits limits;
    private final Spelling spelling;
    private final List<Mark> claimed;
    private final List<Mark> read;
    /** What the layer says for words that were read, by their index. */
    private final Map<Integer, List<Integer>> agreed = new HashMap<>();

    private PlaceComparison(List<Mark> claimed, List<Mark> read, TextLayerLimits limits) {
        this.claimed = claimed;
        this.read = read;
        this.limits = limits;
        this.spelling = new Spelling(limits.misread());
    }

    /**
     * What the comparison says.
     *
     * @param mismatch the share, 0..1, of both texts' letters and digits in words that the other one does not have at that place
     * @param agreed the words of the layer that stand for one that was read, by its index
     */
    record Result(double mismatch, Map<Integer, List<Integer>> agreed) {}

    static boolean isPossible(List<ClaimedWord> claimed, List<ReadWord> read) {
        return !claimed.isEmpty() && !read.isEmpty() && (long) claimed.size() * read.size() <= MOST_PAIRS;
    }

    /** @param scale pixels of a point */
    static Result of(List<ClaimedWord> claimed, List<ReadWord> read, double scale, TextLayerLimits limits) {
        return new PlaceComparison(
                        marks(claimed.size(), i -> Mark.of(claimed.get(i), i, scale)),
                        marks(read.size(), i -> Mark.of(read.get(i), i)),
                        limits)
                .result();
    }

    private static List<Mark> marks(int count, Function<Integer, Mark> mark) {
        return IntStream.range(0, count)
                .boxed()
                .map(mark)
                .filter(each -> !each.letters().isEmpty())
                .toList();
    }

    private Result result() {
        long all = letters(claimed) + letters(read);
        List<Mark> claimedOnly = new ArrayList<>();
        List<Mark> readOnly = new ArrayList<>();
        for (Group group : Groups.of(claimed, read)) {
            if (group.isOfBoth() && isSame(group)) {
                agree(group);
            } else {
                claimedOnly.addAll(group.claimed());
                readOnly.addAll(group.read());
            }
        }
        if ((long) claimedOnly.size() * readOnly.size() <= MOST_NEIGHBOURS) {
            claimedOnly.removeIf(claim -> isBeside(claim, readOnly));
        }
        return new Result(all == 0 ? 0 : (double) (letters(claimedOnly) + letters(readOnly)) / all, agreed);
    }

    /** In writing from the right, words that are divided otherwise come in the other order. */
    private boolean isSame(Group group) {
        return spelling.alike(text(group.claimed()), text(group.read()))
                || spelling.alike(
                        text(group.claimed().reversed()), text(group.read().reversed()));
    }

    private void agree(Group group) {
        List<Mark> claims = group.claimed();
        if (group.read().size() == claims.size()) {
            for (int i = 0; i < claims.size(); i++) {
                agreed.put(group.read().get(i).index(), List.of(claims.get(i).index()));
            }
        } else if (group.read().size() == 1) {
            agreed.put(
                    group.read().getFirst().index(),
                    claims.stream().map(Mark::index).toList());
        }
    }

    private boolean isBeside(Mark claim, List<Mark> others) {
        for (Mark other : others) {
            if (claim.isNear(other, limits.shift() * Math.min(claim.height(), other.height()))
                    && spelling.alike(claim.letters(), other.letters())) {
                agreed.put(other.index(), List.of(claim.index()));
                others.remove(other);
                return true;
            }
        }
        return false;
    }

    private static String text(List<Mark> marks) {
        return marks.stream().map(Mark::letters).collect(Collectors.joining());
    }

    private static long letters(List<Mark> marks) {
        return marks.stream().mapToLong(mark -> mark.letters().length()).sum();
    }
}
