package dev.recto.worker.model.deepseek;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The places that DeepSeek-OCR names in its text: {@code <|ref|>label<|/ref|><|det|>[[x1,y1,x2,y2],…]<|/det|>}. */
public final class Grounding {
    private static final double GRID = 999;
    /** No label and no list reaches over the next beginning: where no end comes, each would be looked for up to the text's. */
    private static final Pattern PLACE = Pattern.compile(
            "<\\|ref\\|>((?:(?!<\\|/?ref\\|>).)*+)<\\|/ref\\|><\\|det\\|>((?:(?!<\\|/?(?:det|ref)\\|>).)*+)<\\|/det\\|>",
            Pattern.DOTALL);

    private static final String NUMBER = "\\s*(-?\\d{1,6})\\s*";
    private static final Pattern BOX =
            Pattern.compile("\\s*\\[" + String.join(",", NUMBER, NUMBER, NUMBER, NUMBER) + "]\\s*");

    private Grounding() {}

    /**
     * One place.
     *
     * @param start where its tags start in the text, up to {@code end}
     * @param boxes left, top, right, bottom each, 0..999; empty where the model wrote something else
     */
    public record Place(String label, int start, int end, List<int[]> boxes) {
        public Place {
            boxes = List.copyOf(boxes);
        }
    }

    public static List<Place> places(String text) {
        List<Place> places = new ArrayList<>();
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            places.add(new Place(place.group(1), place.start(), place.end(), boxes(place.group(2))));
        }
        return places;
    }

    /** A box in pixels of a page of this size, not cut to it. */
    public static int[] pixels(int[] box, int width, int height) {
        int[] pixels = new int[4];
        for (int i = 0; i < 4; i++) {
            pixels[i] = (int) (box[i] / GRID * (i % 2 == 0 ? width : height));
        }
        return pixels;
    }

    /** What is written as {@code [[x1,y1,x2,y2],…]}; empty if anything else is. */
    private static List<int[]> boxes(String written) {
        String list = written.strip();
        if (!list.startsWith("[") || !list.endsWith("]")) {
            return List.of();
        }
        List<int[]> boxes = new ArrayList<>();
        Matcher box = BOX.matcher(list);
        int end = list.length() - 1;
        for (int at = 1; at < end; at = box.end() + 1) {
            box.region(at, end);
            if (!box.lookingAt() || (box.end() < end && list.charAt(box.end()) != ',')) {
                return List.of();
            }
            boxes.add(coordinates(box));
        }
        return boxes;
    }

    private static int[] coordinates(Matcher box) {
        int[] coordinates = new int[4];
        for (int i = 0; i < 4; i++) {
            coordinates[i] = Integer.parseInt(box.group(1 + i));
        }
        return coordinates;
    }
}
