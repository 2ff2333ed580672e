package dev.recto.api.jobs.dispatch;

import dev.recto.model.PageTask;
import dev.recto.model.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pages that are handed out together, as tasks. */
final class Runs {
    private Runs() {}

    /**
     * Puts pages that follow one another into one task; each task has the place of its first page. INVARIANT: a run takes nothing from anybody,
     * since only pages are put together for each of which there is a slot.
     *
     * @param pages one by one, in the order in which they are handed out
     * @param slots that are free: the first so many pages have one
     */
    static List<PageTask> of(List<PageTask> pages, int slots, int longest) {
        List<PageTask> tasks = new ArrayList<>();
        Map<TaskId, Integer> open = new HashMap<>();
        for (int place = 0; place < pages.size(); place++) {
            PageTask page = pages.get(place);
            Integer run = place < slots ? open.remove(page.id()) : null;
            int index = run == null ? tasks.size() : run;
            if (run == null) {
                tasks.add(page);
            } else {
                tasks.set(run, tasks.get(run).run(tasks.get(run).pages() + 1));
            }
            if (tasks.get(index).pages() < longest) {
                open.put(new TaskId(page.job(), page.page() + 1, page.attempt()), index);
            }
        }
        return tasks;
    }
}
