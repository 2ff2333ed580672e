package dev.recto.api.limits;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** How much of what there is for all an organisation may have: a part of what the others leave, so that some is left for who comes next. */
@Singleton
public final class Share {
    private final double part;

    @Inject
    Share(LimitsConfig config) {
        this(config.organisationShare());
    }

    /** @param part above 0 and at most 1 */
    public Share(double part) {
        if (!(part > 0 && part <= 1)) {
            throw new IllegalArgumentException("recto.limits.organisation-share must be above 0 and at most 1");
        }
        this.part = part;
    }

    public boolean allows(long own, long others, long limit) {
        return own <= part * (limit - others);
    }
}
