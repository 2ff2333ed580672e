package dev.recto.tools.specimen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much of a page stands in the order in which it is to be read, whatever was misread. */
public final class ReadingOrder {
    /** Words that stand together in both and nowhere else in either tell a place. */
    private static final int TOGETHER = 3;

    private ReadingOrder() {}

    /** Of the places that both texts have, the share in the longest sequence that runs through both; 1 where there are none. */
    public static double of(String truth, String markdown) {
        Map<String, Integer> wanted = places(truth);
        List<Integer> places = places(WordError.plain(markdown)).entrySet().stream()
                .filter(place -> wanted.containsKey(place.getKey()))
                .sorted(Map.Entry.comparingByValue())
                .map(place -> wanted.getOrDefault(place.getKey(), 0))
                .toList();
        return places.isEmpty() ? 1 : rising(places) / (double) places.size();
    }

    private static Map<String, Integer> places(String text) {
        String[] words = text.strip().split("\\s+");
        Map<String, Integer> places = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i + TOGETHER <= words.length; i++) {
            String together = String.join(" ", List.of(words).subList(i, i + TOGETHER));
            places.put(together, i);
            counts.merge(together, 1, Integer::sum);
        }
        places.keySet().removeIf(together -> counts.getOrDefault(together, 0) > 1);
        return places;
    }

    private static int rising(List<Integer> places) {
        List<Integer> lowestEnds = new ArrayList<>();
        for (int place : places) {
            int at = Collections.binarySearch(lowestEnds, place);
            int length = at < 0 ? -at - 1 : at;
            if (length == lowestEnds.size()) {
                lowestEnds.add(place);
            } else {
                lowestEnds.set(length, place);
            }
        }
        return lowestEnds.size();
    }
}
