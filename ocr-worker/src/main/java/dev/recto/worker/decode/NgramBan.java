package dev.recto.worker.decode;

import java.util.HashSet;
import java.util.Set;

/**
 * Forbids a token that would repeat an n-gram of the last tokens of the answer.
 *
 * @param size n, at least 1
 * @param window how many of the last generated tokens are looked at
 * @param allowed ids that are never forbidden
 */
public record NgramBan(int size, int window, Set<Integer> allowed) {
    public NgramBan {
        if (size < 1 || window < size) {
            throw new IllegalArgumentException("no n-grams of " + size + " in a window of " + window);
        }
        allowed = Set.copyOf(allowed);
    }

    /** The ids that may not come next. */
    Set<Integer> banned(TokenList generated) {
        Set<Integer> banned = new HashSet<>();
        int length = generated.size();
        int prefix = length - (size - 1);
        for (int start = Math.max(0, length - window); start <= length - size; start++) {
            if (matches(generated, start, prefix)) {
                int next = generated.get(start + size - 1);
                if (!allowed.contains(next)) {
                    banned.add(next);
                }
            }
        }
        return banned;
    }

    private boolean matches(TokenList generated, int start, int prefix) {
        for (int k = 0; k < size - 1; k++) {
            if (generated.get(start + k) != generated.get(prefix + k)) {
                return false;
            }
        }
        return true;
    }
}
