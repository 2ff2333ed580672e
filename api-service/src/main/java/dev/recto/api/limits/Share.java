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

    /** @param part from 0 to 1 */
    public Share(double part) {
        this.part = part;
    }

    public boolean allows(long own, long others, long limit) {
        return own <= part * (limit - others);
    }
}
