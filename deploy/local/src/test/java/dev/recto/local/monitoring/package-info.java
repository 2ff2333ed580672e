/** What dashboards and alerts ask for, held against what the services tell. */
@NullMarked
package dev.recto.local.monitoring;

import org.jspecify.annotations.NullMarked;
