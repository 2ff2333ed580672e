package dev.recto.worker.model.lighton;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.Picture;
import dev.recto.worker.model.ParsedPage;
import org.junit.jupiter.api.Test;

class LightOnMarkdownTest {
    private static ParsedPage parse(String text) {
        return LightOnMarkdown.parse(text, 1000, 500);
    }

    @Test
    void picturesAreNumberedFromZeroAndBecomeBlocks() {
        ParsedPage page =
                parse("# T\n\n![image](image_1.png) 100,200,300,400\n\nText\n\n![image](image_7.png)0,0,1000,1000");

        assertThat(page.markdown()).isEqualTo("# T\n\n![img-0.jpeg](img-0.jpeg)\n\nText\n\n![img-1.jpeg](img-1.jpeg)");
        assertThat(page.pictures())
                .containsExactly(new Picture(new Box(100, 100, 300, 200)), new Picture(new Box(0, 0, 1000, 500)));
        assertThat(page.blocks())
                .extracting(block -> page.markdown().substring(block.start(), block.end()))
                .containsExactly("![img-0.jpeg](img-0.jpeg)", "![img-1.jpeg](img-1.jpeg)");
    }

    @Test
    void emptyBoxesAreNoPictures() {
        ParsedPage page = parse("a\n\n![image](image_1.png) 300,200,300,400");

        assertThat(page.pictures()).isEmpty();
        assertThat(page.markdown()).isEqualTo("a\n\n");
    }

    @Test
    void otherImagesStayAsTheyAre() {
        String text = "![logo](logo.png) 1,2,3,4 ![image](image_1.png)";

        assertThat(parse(text).markdown()).isEqualTo(text);
    }

    @Test
    void tablesAreBlocksAndHoldTheirPictures() {
        ParsedPage page = parse("<table><td>![image](image_1.png) 0,0,10,10</td></table>");

        assertThat(page.blocks()).singleElement().extracting(Block::type).isEqualTo(BlockType.TABLE);
        assertThat(page.pictures()).hasSize(1);
    }
}
