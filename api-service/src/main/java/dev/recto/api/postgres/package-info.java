/** PostgreSQL: its two pools, and transactions of Hibernate Reactive, from wherever they are called. */
@NullMarked
package dev.recto.api.postgres;

import org.jspecify.annotations.NullMarked;
