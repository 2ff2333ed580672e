package dev.recto.worker.layout;

import dev.recto.model.BlockType;
import dev.recto.worker.layout.Item.Bullet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Items that follow one another become one list; a number that markdown would not count stays text. */
final class Lists {
    private final List<Item> items = new ArrayList<>();
    /** Of the list that is being written. */
    private final List<Bullet> list = new ArrayList<>();

    private Lists() {}

    static List<Item> joined(List<Item> items) {
        Lists lists = new Lists();
        List<Bullet> bullets = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof Item.Bullets some) {
                bullets.addAll(some.bullets());
            } else {
                lists.add(bullets);
                bullets.clear();
                lists.items.add(item);
            }
        }
        lists.add(bullets);
        return lists.items;
    }

    private void add(List<Bullet> bullets) {
        int end;
        for (int start = 0; start < bullets.size(); start = end) {
            end = start + 1;
            while (end < bullets.size() && isNext(bullets.get(end - 1), bullets.get(end))) {
                end++;
            }
            boolean alone = end == start + 1
                    && (start > 0 && areAlike(bullets.get(start - 1), bullets.get(start))
                            || end < bullets.size() && areAlike(bullets.get(start), bullets.get(end)));
            boolean goesOn = !list.isEmpty() && areAlike(list.getLast(), bullets.get(start));
            if (alone || goesOn) {
                endList();
                bullets.subList(start, end).forEach(bullet -> items.add(new Item.Text(BlockType.TEXT, bullet.whole())));
            } else {
                list.addAll(bullets.subList(start, end));
            }
        }
        endList();
    }

    private void endList() {
        if (!list.isEmpty()) {
            items.add(new Item.Bullets(List.copyOf(list)));
            list.clear();
        }
    }

    private static boolean isNext(Bullet bullet, Bullet next) {
        Optional<ItemNumber> before = number(bullet);
        Optional<ItemNumber> number = number(next);
        return before.isEmpty() && number.isEmpty()
                || before.isPresent()
                        && number.filter(each -> each.isNext(before.get())).isPresent();
    }

    /** Whether they would be of one list, whatever their numbers are. */
    private static boolean areAlike(Bullet bullet, Bullet next) {
        Optional<ItemNumber> before = number(bullet);
        return before.isPresent()
                && number(next).filter(each -> each.isLike(before.get())).isPresent();
    }

    private static Optional<ItemNumber> number(Bullet bullet) {
        return ItemNumber.of(bullet.whole().getFirst());
    }
}
