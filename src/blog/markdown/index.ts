export { refuseTooLong } from '../../core/text/bounds.ts'
export type { Heading } from './ids.ts'
export { passages } from './passages.ts'
export {
  headings,
  linksIn,
  type MarkdownOptions,
  type PictureFacts,
  renderMarkdown,
  summarise,
  toPlainText,
} from './render.ts'
