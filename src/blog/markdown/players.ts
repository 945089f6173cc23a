/** Files that play, written like pictures: `![What it shows](video.mp4)`. */
import type { Element, Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import { type Language, say } from '../../core/words.ts'
import type { PictureInfo } from './options.ts'
import { isElement, make, said, words } from './tree.ts'
import { bodyWords } from './words.ts'

/** By the ending of the address's path, whatever follows it. */
const films = /\.(?:mp4|m4v|webm|mov|ogv)$/i
const sounds = /\.(?:mp3|m4a|aac|oga|ogg|opus|wav|flac)$/i

/** Whether a picture's address is a file that plays. */
export function isPlayer(image: Element): boolean {
  const path = pathOf(said(image, 'src'))
  return films.test(path) || sounds.test(path)
}

const pathOf = (address: string) => address.split(/[?#]/, 1)[0] ?? ''

/** Makes players of pictures that are none. A link around one would play nothing, and goes. */
export function layPlayers(tree: Root, info: ReadonlyMap<string, PictureInfo> | undefined, language: Language): void {
  visit(tree, 'element', (node, index, parent) => {
    if (!parent || index === undefined) return undefined
    if (node.tagName === 'a' && node.children.some((child) => isElement(child, 'img') && isPlayer(child))) {
      parent.children.splice(index, 1, ...node.children)
      return index
    }
    if (node.tagName !== 'img' || !isPlayer(node)) return undefined
    parent.children.splice(index, 1, playerOf(node, info, language))
    return [SKIP, index + 1]
  })
}

/** What plays nothing (a mail program, an old browser) shows a link. */
function playerOf(image: Element, info: ReadonlyMap<string, PictureInfo> | undefined, language: Language): Element {
  const src = said(image, 'src')
  const film = films.test(pathOf(src))
  const name = said(image, 'alt').trim() || say(film ? bodyWords.video : bodyWords.audio, language)
  const { width, height } = info?.get(src) ?? {}
  const size = film && width && height ? { width, height } : {}
  const link = make('a', { href: src }, [words(name)])
  const common = { src, controls: true, ariaLabel: name }
  if (!film) return make('audio', { ...common, preload: 'none' }, [link])
  return make('video', { ...common, ...size, preload: 'metadata', playsInline: true }, [link])
}
