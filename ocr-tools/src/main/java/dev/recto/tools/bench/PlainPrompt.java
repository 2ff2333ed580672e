package dev.recto.tools.bench;

import dev.recto.worker.model.PromptTokenizer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A tokenizer for snapshots without one: any prompt is an image token among as many text tokens as the chat layouts have. */
final class PlainPrompt implements PromptTokenizer {
    static final int TEXT_TOKENS = 16;
    private static final int BEFORE_IMAGE = 4;
    private static final int FIRST_ID = 10;

    private final Map<String, Integer> special = new ConcurrentHashMap<>();

    static int textToken(int place) {
        return FIRST_ID + place % TEXT_TOKENS;
    }

    @Override
    public int id(String token) {
        return special.computeIfAbsent(token, added -> FIRST_ID + TEXT_TOKENS + special.size());
    }

    @Override
    public int[] encode(String text) {
        int[] ids = new int[TEXT_TOKENS + 1];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = textToken(i);
        }
        ids[BEFORE_IMAGE] = special.entrySet().stream()
                .filter(entry -> text.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a prompt without image"));
        return ids;
    }
}
