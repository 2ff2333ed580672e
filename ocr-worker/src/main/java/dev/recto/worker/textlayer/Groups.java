package dev.recto.worker.textlayer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Words of two texts that stand at the same place, however either text divides them. */
final class Groups {
    /** What both texts say at one place, from the left to the right; one of the two may say nothing. */
    record Group(List<Mark> claimed, List<Mark> read) {
        boolean isOfBoth() {
            return !claimed.isEmpty() && !read.isEmpty();
        }
    }

    private final List<Mark> claimed;
    private final List<Mark> read;
    /** Of each word another one of its group, or itself; those read come after those claimed. */
    private final int[] parents;

    private Groups(List<Mark> claimed, List<Mark> read) {
        this.claimed = claimed;
        this.read = read;
        this.parents = IntStream.range(0, claimed.size() + read.size()).toArray();
    }

    static List<Group> of(List<Mark> claimed, List<Mark> read) {
        Groups groups = new Groups(claimed, read);
        for (int i = 0; i < claimed.size(); i++) {
            for (int j = 0; j < read.size(); j++) {
                if (claimed.get(i).meets(read.get(j))) {
                    groups.parents[groups.root(claimed.size() + j)] = groups.root(i);
                }
            }
        }
        return groups.all();
    }

    private int root(int word) {
        int root = word;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    private List<Group> all() {
        Map<Integer, List<Integer>> members = IntStream.range(0, parents.length)
                .boxed()
                .collect(Collectors.groupingBy(this::root, LinkedHashMap::new, Collectors.toList()));
        return members.values().stream()
                .map(words -> new Group(
                        fromLeft(words.stream()
                                .filter(word -> word < claimed.size())
                                .map(claimed::get)
                                .toList()),
                        fromLeft(words.stream()
                                .filter(word -> word >= claimed.size())
                                .map(word -> read.get(word - claimed.size()))
                                .toList())))
                .toList();
    }

    private static List<Mark> fromLeft(List<Mark> marks) {
        List<Mark> sorted = new ArrayList<>(marks);
        sorted.sort(Comparator.comparingDouble(Mark::left));
        return sorted;
    }
}
