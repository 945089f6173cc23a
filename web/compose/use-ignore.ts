import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '../ui/toasts.tsx'
import type { Note } from './notes.ts'
import type { PostWriter } from './use-post-writer.ts'

/** Ignores what was found, for this post alone; a toast takes it back. It comes again when the words that it is about change, or what is said of them. */
export function useIgnore({ ignore }: Pick<PostWriter, 'ignore'>): (note: Note) => void {
  const { t } = useTranslation()
  return useCallback((note) => toast(t('posts.ignored'), { undo: ignore(note.subjects) }), [ignore, t])
}
