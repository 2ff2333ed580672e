package dev.recto.api.limits;

import java.util.Map;
import java.util.UUID;

/** Where the instances of the service tell each other what was used. May wait, and may fail. */
interface SharedAllowances {
    /** Takes what was used and tells what is left of each of these keys. */
    Map<UUID, Left> take(Map<UUID, Used> used);
}
