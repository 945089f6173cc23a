/**
 * What a reader's page is made of, by name. A page is kept with the names of what it needs, and goes when one of them is told
 * over the bus (topic `pages`): by whoever changed it, and for nothing else.
 */

/** The brand, its profiles, the zone of its times: on every page. */
export const siteNeed = 'site'
/** Which articles readers find, in which order, and under which addresses and tags. */
export const orderNeed = 'order'
/** When the words of any article were changed last. */
export const changesNeed = 'changes'
/** An article's published words. */
export const wordsNeed = (articleId: string): string => `words ${articleId}`
/** Where else an article can be read. */
export const copiesNeed = (articleId: string): string => `copies ${articleId}`
/** Which articles have a tag. */
export const tagNeed = (tag: string): string => `tag ${tag}`
/** Who an author is: name, words about them, picture, address. */
export const authorNeed = (authorId: string): string => `author ${authorId}`
/** Which articles an author wrote. */
export const writtenByNeed = (authorId: string): string => `by ${authorId}`
/** Which articles are in a series. @param slug the last piece of its address */
export const seriesNeed = (slug: string): string => `series ${slug}`
/** Which translations of one another readers find: languages, titles, addresses. @param key what they share; the article's id where it shares nothing */
export const translationsNeed = (key: string): string => `translations ${key}`
/** Which articles an article is like. */
export const relatedNeed = (articleId: string): string => `related ${articleId}`
