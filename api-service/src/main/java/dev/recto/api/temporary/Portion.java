package dev.recto.api.temporary;

import java.util.UUID;

/** What one request has of a budget, and takes no more of once it gave that back. */
final class Portion {
    private final SpoolBudget budget;
    private final UUID organisation;
    private long bytes;
    private boolean over;

    Portion(SpoolBudget budget, UUID organisation) {
        this.budget = budget;
        this.organisation = organisation;
    }

    synchronized void take(long more) {
        if (!over) {
            budget.take(organisation, more);
            bytes += more;
        }
    }

    synchronized void giveBack() {
        over = true;
        budget.giveBack(organisation, bytes);
        bytes = 0;
    }
}
