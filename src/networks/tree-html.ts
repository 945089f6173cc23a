import { createRequire } from 'node:module'
import type { Root } from 'mdast'

const require = createRequire(import.meta.url)

let processor: ReturnType<typeof makeProcessor> | undefined

/** Made for the first post that needs it: plain posts, which are most, need none of its weight. */
function makeProcessor() {
  const { unified } = require('unified') as typeof import('unified')
  const { default: remarkRehype } = require('remark-rehype') as typeof import('remark-rehype')
  const { default: rehypeSanitize } = require('rehype-sanitize') as typeof import('rehype-sanitize')
  const { default: rehypeStringify } = require('rehype-stringify') as typeof import('rehype-stringify')
  return unified().use(remarkRehype).use(rehypeSanitize).use(rehypeStringify).freeze()
}

/** A post's tree as HTML for blogs. Links lead to the web or to a mailbox and nowhere else; no script can come out of it. */
export function treeToHtml(tree: Root): string {
  processor ??= makeProcessor()
  return processor.stringify(processor.runSync(tree))
}
