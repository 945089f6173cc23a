type Sharp = typeof import('sharp')['default']

/** What reads the five kinds of pictures that are taken: https://sharp.pixelplumbing.com/api-utility/#block */
const taken = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].flatMap((kind) => [
  `VipsForeignLoad${kind}Buffer`,
  `VipsForeignLoad${kind}File`,
])

let opened: Promise<Sharp> | undefined

/**
 * What decodes pictures. It begins to read nothing but the kinds that are taken: a drawing is XML, and may name other files; the rest
 * is code that nobody needs.
 */
export function openDecoder(): Promise<Sharp> {
  opened ??= import('sharp').then(({ default: sharp }) => {
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({ operation: taken })
    return sharp
  })
  return opened
}
