import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Missing } from './leaving.ts'

/**
 * Leads to what has to be done before a post can be sent: the version that it is about is opened, and what is wrong there takes the
 * focus.
 */
export function useLead(setEditing: (channelId: string | undefined) => void): {
  /** For the field of the first text. */
  field: RefObject<HTMLTextAreaElement | null>
  onMissing(missing: Missing): void
} {
  const field = useRef<HTMLTextAreaElement>(null)
  const [lead, setLead] = useState<Missing>()
  useEffect(() => {
    if (!lead) return
    // Behind a dialog there may be other words, with notes of their own.
    const place = field.current?.closest('.post-page, .post-form, .answer') ?? document
    const note = lead.kind === 'findings' && place.querySelector<HTMLElement>('.note.error')
    const face = lead.kind === 'nobody' && place.querySelector<HTMLElement>('.face-switch')
    const target = note || face || field.current
    target?.scrollIntoView({ block: 'center' })
    target?.focus()
  }, [lead])
  const onMissing = (missing: Missing) => {
    if ('channelId' in missing) setEditing(missing.channelId)
    else if (missing.kind === 'nothing') setEditing(undefined)
    setLead({ ...missing })
  }
  return { field, onMissing }
}
