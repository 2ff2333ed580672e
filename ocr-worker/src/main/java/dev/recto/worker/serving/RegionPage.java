package dev.recto.worker.serving;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Confidence;
import dev.recto.model.PageFlag;
import dev.recto.model.Picture;
import dev.recto.model.TokenUsage;
import dev.recto.worker.model.PageBoxes;
import dev.recto.worker.model.ParsedPage;
import dev.recto.worker.regions.AnswerStyle;
import dev.recto.worker.regions.BlockTypes;
import dev.recto.worker.regions.PageAssembly;
import dev.recto.worker.regions.PageBlock;
import dev.recto.worker.regions.ReadRegion;
import dev.recto.worker.regions.Region;
import dev.recto.worker.regions.Treatment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One page out of the answers about its regions. */
final class RegionPage {
    private static final String BETWEEN = "\n\n";

    private final Map<Region, Answer> answers = new IdentityHashMap<>();
    private final StringBuilder markdown = new StringBuilder();
    private final List<Block> blocks = new ArrayList<>();
    private final List<Picture> pictures = new ArrayList<>();
    private final Set<PageFlag> flags = EnumSet.noneOf(PageFlag.class);
    private TokenUsage usage = TokenUsage.NONE;

    private RegionPage() {}

    /** @param regions in reading order */
    static PageText of(List<RegionAnswer> regions, AnswerStyle style) {
        RegionPage page = new RegionPage();
        List<ReadRegion> read = new ArrayList<>();
        for (RegionAnswer region : regions) {
            page.count(region);
            read.add(new ReadRegion(region.region(), Optional.of(region.text()).filter(text -> !text.isBlank())));
        }
        page.addFurniture(read, BlockType.HEADER);
        PageAssembly.blocks(read, style).forEach(page::add);
        page.addFurniture(read, BlockType.FOOTER);
        return new PageText(
                new ParsedPage(page.markdown.toString(), page.blocks, page.pictures),
                confidence(page.answers.values().stream().toList()),
                page.usage,
                page.flags);
    }

    private void count(RegionAnswer region) {
        if (region.failed()) {
            flags.add(PageFlag.INCOMPLETE);
        }
        region.answer().ifPresent(answer -> {
            answers.put(region.region(), answer);
            usage = usage.plus(answer.usage());
            flags.addAll(answer.flags());
        });
    }

    /** What was asked for beside the page's text: whoever asked takes it out of the markdown again. */
    private void addFurniture(List<ReadRegion> regions, BlockType type) {
        for (ReadRegion read : regions) {
            Region region = read.region();
            if (region.treatment() == Treatment.LEFT_OUT && BlockTypes.of(region) == type) {
                read.answer().ifPresent(text -> add(new PageBlock(region, text.strip())));
            }
        }
    }

    private void add(PageBlock block) {
        Region region = block.region();
        boolean isPicture = region.treatment() == Treatment.PICTURE;
        if (isPicture && !region.hasPixels()) {
            return;
        }
        if (!markdown.isEmpty()) {
            markdown.append(BETWEEN);
        }
        int start = markdown.length();
        Integer picture = isPicture ? pictures.size() : null;
        if (isPicture) {
            markdown.append(PageBoxes.pictureMark(pictures.size()));
            pictures.add(new Picture(region.crop()));
        } else {
            markdown.append(block.text());
        }
        Answer answer = answers.get(region);
        blocks.add(new Block(
                BlockTypes.of(region),
                isPicture ? region.crop() : region.box(),
                start,
                markdown.length(),
                picture,
                answer == null ? null : answer.confidence(),
                region.score()));
    }

    /** As if all answers were one: each counts by its tokens. */
    private static @Nullable Confidence confidence(List<Answer> answers) {
        double sum = 0;
        long tokens = 0;
        double minimum = 1;
        for (Answer answer : answers) {
            Confidence each = answer.confidence();
            if (each != null) {
                int count = answer.usage().completionTokens();
                sum += each.mean() * count;
                tokens += count;
                minimum = Math.min(minimum, each.minimum());
            }
        }
        return tokens == 0 ? null : new Confidence(sum / tokens, minimum);
    }
}
