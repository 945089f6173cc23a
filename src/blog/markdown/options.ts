import type { Language } from '../../core/words.ts'
import type { ShownPicture } from '../../media/index.ts'

/** What is known of a picture (media/source-sets.ts): put on its element, so that the page doesn't jump while it loads. */
export type PictureInfo = Partial<ShownPicture>

/** All optional. */
export interface MarkdownOptions {
  /** Of the words that are put in ("Footnotes"). Indonesian by default. */
  language?: Language
  /** Before every id; another one for each article where several share a page. */
  idPrefix?: string
  /**
   * How far headings move down: 1 where the page's own title is the h1. `'below-title'`: 1 for a text that has an h1 of
   * its own, else 0.
   */
  headingShift?: number | 'below-title'
  /** The blog's own address: links elsewhere are marked as external. */
  site?: string
  /** What is known of a picture, by its `src`. */
  pictures?: ReadonlyMap<string, PictureInfo>
}
