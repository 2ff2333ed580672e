package dev.recto.api.webhook.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The attempts that a process may make at the same time, and who has how many of them. */
final class Places {
    private final int all;
    private final int each;
    private final Map<UUID, Integer> held = new HashMap<>();
    private int taken;

    /** @param each most places of one organisation */
    Places(int all, int each) {
        this.all = all;
        this.each = each;
    }

    synchronized int free() {
        return all - taken;
    }

    int each() {
        return each;
    }

    synchronized Map<UUID, Integer> held() {
        return Map.copyOf(held);
    }

    synchronized void take(UUID organisation) {
        taken++;
        held.merge(organisation, 1, Integer::sum);
    }

    synchronized void giveBack(UUID organisation) {
        taken--;
        held.computeIfPresent(organisation, (id, places) -> places == 1 ? null : places - 1);
    }
}
