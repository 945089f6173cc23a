import type { Part, Post } from '../../core/post.ts'
import { findLinks, findMentions, findTags } from '../../core/text/entities.ts'
import type { Limits } from '../network.ts'
import { renderParts } from '../parts.ts'
import { warningLength } from './limits.ts'

export { defaults } from './limits.ts'

/** Code points: https://json-schema.org/draft/2020-12/json-schema-validation#section-6.3.1, by which the server holds a text. */
export function measure(text: string): number {
  let length = 0
  for (const _point of text) length++
  return length
}

/** Cuts a post into a thread. The link stands in the text, where the server makes its card of it; a warning stands apart. */
export function render(post: Post, limits: Limits): Part[] {
  const { warning, video, ...plain } = post
  const { pictures: _pictures, ...words } = plain
  const withVideo = limits.video && video
  const apart = warning === undefined ? {} : { warning: fitWarning(warning) }
  const [first, ...others] = renderParts({ ...(withVideo ? words : plain), ...apart }, limits, {
    measure,
    spans: (text) => [...findLinks(text), ...findMentions(text), ...findTags(text)],
    linkInText: true,
    thread: true,
  })
  return first ? [withVideo ? { ...first, video: withVideo } : first, ...others] : []
}

function fitWarning(warning: string): string {
  const points = [...warning]
  return points.length <= warningLength ? warning : `${points.slice(0, warningLength - 1).join('')}…`
}
