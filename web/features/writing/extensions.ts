import Image from '@tiptap/extension-image'
import { TableKit } from '@tiptap/extension-table'
import StarterKit from '@tiptap/starter-kit'

/** What rich mode can show. Markdown has no underline; pictures stand inside paragraphs, as Markdown has them. */
export const extensions = [
  StarterKit.configure({ underline: false, link: { openOnClick: false, defaultProtocol: 'https' } }),
  TableKit.configure({ table: { resizable: false } }),
  Image.configure({ inline: true }),
]
