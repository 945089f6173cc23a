import { defaultSchema, type Options as Schema } from 'rehype-sanitize'

const base = defaultSchema.attributes ?? {}

/**
 * What an article may hold: GitHub's list (hast-util-sanitize), with figures and a few words of meaning added. No
 * scripts, styles, forms, frames or handlers; addresses only of kinds that run nothing.
 */
export const articleSchema: Schema = {
  ...defaultSchema,
  // Ids are given their prefix by ids.ts, together with the links to them.
  clobberPrefix: '',
  // What stands in these is no text for readers; other unknown elements leave their words behind.
  strip: [
    'script',
    'style',
    'template',
    'iframe',
    'noembed',
    'noframes',
    'textarea',
    'select',
    'title',
    'object',
    'svg',
    'math',
  ],
  tagNames: [
    ...(defaultSchema.tagNames ?? []),
    'figure',
    'figcaption',
    'caption',
    'dfn',
    'mark',
    'abbr',
    'cite',
    'small',
    'u',
    'time',
    'wbr',
  ],
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto', 'tel', 'xmpp', 'irc', 'ircs', 'geo'] },
  attributes: {
    ...base,
    abbr: ['title'],
    time: ['dateTime'],
    ol: [...(base.ol ?? []), 'start', 'type', 'reversed'],
    // How wide and where a picture stands, as other blogs write it in their exports.
    figure: [['className', 'wide', 'full', 'left', 'right', 'center', 'gallery']],
  },
}
