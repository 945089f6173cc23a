// Single files of twitter-text: the whole package takes twice as long to load. The functions are the package's own.
declare module 'twitter-text/dist/parseTweet.js' {
  import type { parseTweet } from 'twitter-text'

  const parse: typeof parseTweet
  export default parse
}
declare module 'twitter-text/dist/extractEntitiesWithIndices.js' {
  import type { extractEntitiesWithIndices } from 'twitter-text'

  const extract: typeof extractEntitiesWithIndices
  export default extract
}
declare module 'twitter-text/dist/hasInvalidCharacters.js' {
  import type { hasInvalidCharacters } from 'twitter-text'

  const has: typeof hasInvalidCharacters
  export default has
}
